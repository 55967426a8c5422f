package io.amqpjms.jms;

import java.time.Duration;

/**
 * Hears what is worth counting; given to {@link AmqpConnectionFactory#setMetrics}. Every method does nothing unless overridden.
 *
 * <p>Called on event loops and on the application's threads, by several at a time: a method must be quick and must not block. What
 * it throws is logged and does no harm.
 */
public interface Metrics {
    /** A connection stands for the first time. Its status may be asked until it is closed, and then shows its end. */
    default void connectionOpened(ConnectionStatus connection) {}

    /** The line of a connection is lost; it is made anew if the connection may do that. */
    default void connectionLost(ConnectionStatus connection) {}

    /**
     * A lost line has been followed by another one.
     *
     * @param taken since the loss
     * @param tries how many it took
     */
    default void connectionRecovered(ConnectionStatus connection, Duration taken, int tries) {}

    /** The application has closed the connection. */
    default void connectionClosed(ConnectionStatus connection) {}

    /**
     * A send has come to its end.
     *
     * @param destination the name of the queue or topic, {@code (temporary)} for each temporary one
     * @param outcome what the broker said, or that it said nothing
     * @param latency from the call to the outcome
     */
    default void sent(String destination, MessageOutcome outcome, Duration latency) {}

    /**
     * The application is given a message.
     *
     * @param destination the name of the queue or topic, {@code (temporary)} for each temporary one
     * @param redelivered whether it may have been given it before (JMS 3.1 §3.4.7)
     */
    default void received(String destination, boolean redelivered) {}

    /**
     * A received message is settled, by acknowledgement, within a commit, or because it goes back. None of this is told of messages
     * that the broker settles when it sends them.
     *
     * @param destination the name of the queue or topic, {@code (temporary)} for each temporary one
     * @param outcome {@link MessageOutcome#ACCEPTED} for what is acknowledged
     */
    default void settled(String destination, MessageOutcome outcome) {}
}
