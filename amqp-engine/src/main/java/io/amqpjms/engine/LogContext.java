package io.amqpjms.engine;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Puts what a log line is about into SLF4J's mapped diagnostic context, for connections whose {@linkplain TraceOptions#logContext
 * options} want it: their event loop is shared, and the thread's name tells nothing. Stateless; what was there before comes back.
 */
public final class LogContext {
    /** The container id that the connection shows to the peer. */
    public static final String CONTAINER = "amqp.container";

    /** {@code scheme://host:port} of the peer. */
    public static final String PEER = "amqp.peer";

    private LogContext() {}

    /** Does something that logs about this connection. */
    public static void around(Connection connection, Runnable logging) {
        ConnectionOptions options = connection.options();
        if (!options.trace().logContext()) {
            logging.run();
            return;
        }
        String own = options.containerId();
        with(CONTAINER, own == null ? connection.container().id() : own, () -> {
            with(PEER, connection.peer(), logging);
        });
    }

    private static void with(String key, String value, Runnable logging) {
        @Nullable String before = MDC.get(key);
        MDC.put(key, value);
        try {
            logging.run();
        } finally {
            if (before == null) {
                MDC.remove(key);
            } else {
                MDC.put(key, before);
            }
        }
    }
}
