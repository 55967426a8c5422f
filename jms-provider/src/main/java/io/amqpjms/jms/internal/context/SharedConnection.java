package io.amqpjms.jms.internal.context;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection that closes with the last context over it; for any thread. JMS 3.1 §6.1.8. */
final class SharedConnection {
    private final Connection connection;
    private final AtomicInteger contexts = new AtomicInteger(1);
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    SharedConnection(Connection connection) {
        this.connection = connection;
    }

    Connection get() {
        return connection;
    }

    void join() throws IllegalStateException {
        if (contexts.getAndUpdate(count -> count == 0 ? 0 : count + 1) == 0) {
            throw new IllegalStateException("the context's connection is closed");
        }
    }

    /** Whoever leaves does so once; {@link #closeIfLeft} is to follow. */
    void leave() {
        contexts.decrementAndGet();
    }

    /** Closes the connection if no context is over it any more, or waits for the thread that does. */
    void closeIfLeft() throws JMSException {
        if (contexts.get() > 0) {
            return;
        }
        if (!closing.compareAndSet(false, true)) {
            closed.join();
            return;
        }
        try {
            connection.close();
        } finally {
            closed.complete(null);
        }
    }
}
