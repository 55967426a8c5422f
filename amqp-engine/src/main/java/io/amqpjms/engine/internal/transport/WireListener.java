package io.amqpjms.engine.internal.transport;

import io.amqpjms.engine.Stage;
import org.apache.qpid.proton.engine.Event;
import org.jspecify.annotations.Nullable;

/** What a {@link Wire} tells the connection above it, and asks of it; every call is made on the event loop. */
public interface WireListener {
    /** The line stands, bytes can flow. */
    void onConnected();

    /** Something happened in the protocol engine. */
    void onEvent(Event event);

    /** Gives the protocol engine a bounded amount of what waits to be sent; whether that was anything. */
    boolean handOver();

    /** Whether there may be more to hand over, once something was handed over or written. */
    boolean hasMore();

    /**
     * The line is down or never came up; called once.
     *
     * @param cause what the network or the protocol engine said, or null when the peer just hung up
     */
    void onLost(Stage stage, @Nullable Throwable cause);
}
