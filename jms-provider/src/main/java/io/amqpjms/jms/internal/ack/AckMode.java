package io.amqpjms.jms.internal.ack;

import io.amqpjms.engine.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What an acknowledge mode does with the messages of its session (JMS 3.1 §6.2.10). Called by the thread that uses the
 * session, but for {@link #close()}, which any thread may call.
 */
public interface AckMode {
    /** The number by which the application chose the mode. */
    int mode();

    /** Whether the broker settles messages before it sends them. */
    default boolean isPresettled() {
        return false;
    }

    /** A message is about to be returned by {@code receive}. */
    void onReceived(Received message);

    /** A message is about to be given to a listener. */
    void onListening(Received message);

    /** The listener returned. */
    void onListened(Received message);

    /** The listener threw. */
    void onListenerFailed(Received message);

    /** There is nothing to deliver at present. */
    default void onIdle() {}

    /** Whether the application's word settles messages. */
    default boolean isOnDemand() {
        return false;
    }

    /**
     * The application settles this message, or, with null, all of the session, with this outcome.
     *
     * @return how many of them the broker cannot hear of, since the line that brought them is lost and no copy has come; if
     *     there is one, nothing is settled
     */
    default int acknowledge(@Nullable Received message, Outcome outcome) {
        return 0;
    }

    /** Delivers again what is not acknowledged (JMS 3.1 §6.2.11). */
    void recover();

    /** The session ends; what was delivered and not acknowledged goes back to the broker. */
    void close();
}
