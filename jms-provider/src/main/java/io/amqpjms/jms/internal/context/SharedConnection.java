package io.amqpjms.jms.internal.context;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection that closes with the last context over it; for any thread. JMS 3.1 §6.1.8. */
final class SharedConnection {
    private final Connection connection;
    private final AtomicInteger contexts = new AtomicInteger(1);

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

    void leave() throws JMSException {
        if (contexts.decrementAndGet() == 0) {
            connection.close();
        }
    }
}
