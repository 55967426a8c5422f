package io.amqpjms.engine;

import java.time.Duration;

/**
 * Hears the events of a connection, its sessions and its links. Every method does nothing unless overridden.
 *
 * <p>All calls are made on the connection's event loop: they must not block, and a slow one delays the whole
 * connection. An exception or error from a callback is logged and reported with {@link #onHandlerFailure}.
 */
public interface Handler {
    /** What {@link #slowAfter} says unless overridden. */
    Duration SLOW_AFTER = Duration.ofSeconds(1);

    /** The connection's event loop is at work; the first call for a connection, before it is tried to connect. */
    default void onStarted(Event event) {}

    /** The peer confirmed the connection. */
    default void onConnectionOpened(Event event) {}

    /** The connection is closed; {@link Event#failure()} is null when this side asked for it. */
    default void onConnectionClosed(Event event) {}

    /** The line is lost and will be tried again; {@link Event#failure()} tells why. */
    default void onDisconnected(Event event) {}

    /** Another try begins; {@link Event#failure()} tells why the last one failed. */
    default void onReconnecting(Event event) {}

    /**
     * The line stands again. Sessions and links are on their way back; each link tells with {@link #onLinkOpened} that it
     * is, and receivers without a credit window need their credit anew.
     */
    default void onReconnected(Event event) {}

    /** The peer confirmed the session. */
    default void onSessionOpened(Event event) {}

    /** The session ended; {@link Event#failure()} is null when this side asked for it. */
    default void onSessionClosed(Event event) {}

    /** The peer confirmed the link. */
    default void onLinkOpened(Event event) {}

    /** The link ended; {@link Event#failure()} is null when this side asked for it. */
    default void onLinkClosed(Event event) {}

    /**
     * The line of the link is lost, and the link comes back with the next one, when {@link #onLinkOpened} is called again;
     * {@link Event#failure()} tells why. What came over the old line can no more be settled.
     */
    default void onLinkSuspended(Event event) {}

    /** Credit came: the sender may send at least one message. */
    default void onSendable(Event event) {}

    /** The peer took a message; {@link Event#tracker()} tells which. Not called for sends with a listener of their own. */
    default void onAccepted(Event event) {}

    /** The peer found a message invalid; its tracker's outcome holds the reason. See {@link #onAccepted}. */
    default void onRejected(Event event) {}

    /** The peer gave a message back without looking at it. See {@link #onAccepted}. */
    default void onReleased(Event event) {}

    /** The peer gave a message back changed, or failed to process it. See {@link #onAccepted}. */
    default void onModified(Event event) {}

    /** A message that was sent is done with, after its outcome's own callback. See {@link #onAccepted}. */
    default void onSettled(Event event) {}

    /** A message came in, complete. */
    default void onMessage(Event event) {}

    /**
     * The same, told before it and without an object for it. Calls {@link #onMessage} unless overridden; a handler overrides one of
     * the two.
     */
    default void onDelivery(Delivery delivery) {
        onMessage(Event.of(delivery));
    }

    /**
     * All that was read together was told with {@link #onDelivery}, one message at least: for whoever does once for all of it
     * what need not be done for each.
     */
    default void onReadComplete(Receiver receiver) {}

    /**
     * A message begins to come in, in parts: {@link Event#stream()}. Only for receivers that are {@linkplain
     * ReceiverOptions#streaming streaming}.
     */
    default void onStream(Event event) {}

    /** A time that {@link Connection#schedule} was given is over. */
    default void onTimer(Event event) {}

    /**
     * After how long a callback counts as slow: a warning then names it and how long it held the event loop, and {@link #onSlow}
     * is called. Messages that are read together count as one callback. Zero switches that off.
     */
    default Duration slowAfter() {
        return SLOW_AFTER;
    }

    /** The callback of this name was slow. By default nothing more happens than the log line. */
    default void onSlow(Event event, String callback, Duration taken) {}

    /** A callback threw; by default nothing more happens than the log line. */
    default void onHandlerFailure(Event event, Throwable thrown) {}
}
