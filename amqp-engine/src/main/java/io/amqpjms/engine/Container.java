package io.amqpjms.engine;

import io.amqpjms.engine.internal.ContainerEndpoint;
import java.time.Duration;
import java.util.UUID;

/**
 * The AMQP container (AMQP 1.0 §2.1): an identity and the event loops on which its connections live.
 *
 * <p>All methods may be called from any thread. The event loops are shared by all containers of the process, are daemon
 * threads, and end with the last container.
 */
public interface Container extends AutoCloseable {
    /** A container with a random identity. */
    static Container create() {
        return create(UUID.randomUUID().toString());
    }

    /**
     * A container with the given identity, sent to every peer as container-id (AMQP 1.0 §2.7.1).
     *
     * @throws IllegalArgumentException if the identity is empty
     */
    static Container create(String id) {
        return create(id, new Handler() {});
    }

    /** A container with a handler for the connections that have none of their own. */
    static Container create(String id, Handler handler) {
        return ContainerEndpoint.create(id, handler);
    }

    /** What hears the events of connections without a handler of their own. */
    Handler handler();

    /** The identity sent as container-id, unless a connection's options give another. */
    String id();

    /**
     * Begins to connect and returns at once; {@link Connection#opened()} tells how it ends.
     *
     * @param handler hears the events of the connection and of every session and link that has no handler of its own
     */
    Connection connect(ConnectionOptions options, Handler handler);

    /** Begins to connect to what the {@code connect.json} file says, and again when the line is lost. */
    default Connection connect(Handler handler) {
        return connect(
                ConnectionOptions.fromConnectFile()
                        .reconnect(ReconnectOptions.DEFAULT)
                        .build(),
                handler);
    }

    /** Begins to connect to the peer that a URL names, and again when the line is lost. */
    default Connection connect(String url, Handler handler) {
        return connect(
                ConnectionOptions.builder(url)
                        .reconnect(ReconnectOptions.DEFAULT)
                        .build(),
                handler);
    }

    /** Begins to connect, with the container's handler. */
    default Connection connect(ConnectionOptions options) {
        return connect(options, handler());
    }

    /** {@link #connect(String, Handler)} with the container's handler. */
    default Connection connect(String url) {
        return connect(url, handler());
    }

    /** Closes every connection, waits for that at most the given time, and gives the event loops back. */
    void close(Duration timeout);

    /** {@link #close(Duration)} with ten seconds. */
    @Override
    default void close() {
        close(Duration.ofSeconds(10));
    }
}
