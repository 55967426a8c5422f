package io.amqpjms.jms.internal.legacy;

import io.amqpjms.jms.Drainable;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.ConnectionMetaData;
import jakarta.jms.Destination;
import jakarta.jms.ExceptionListener;
import jakarta.jms.JMSException;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What both domains show of a connection; for any thread, as the connection is. */
abstract sealed class ConnectionView implements Connection, Drainable permits QueueConnectionView, TopicConnectionView {
    private final Connection connection;

    ConnectionView(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Session createSession(boolean transacted, int acknowledgeMode) throws JMSException {
        return connection.createSession(transacted, acknowledgeMode);
    }

    @Override
    public Session createSession(int sessionMode) throws JMSException {
        return connection.createSession(sessionMode);
    }

    @Override
    public Session createSession() throws JMSException {
        return connection.createSession();
    }

    @Override
    public boolean drain(Duration limit) {
        return ((Drainable) connection).drain(limit);
    }

    @Override
    public @Nullable String getClientID() throws JMSException {
        return connection.getClientID();
    }

    @Override
    public void setClientID(String clientId) throws JMSException {
        connection.setClientID(clientId);
    }

    @Override
    public ConnectionMetaData getMetaData() throws JMSException {
        return connection.getMetaData();
    }

    @Override
    public @Nullable ExceptionListener getExceptionListener() throws JMSException {
        return connection.getExceptionListener();
    }

    @Override
    public void setExceptionListener(@Nullable ExceptionListener listener) throws JMSException {
        connection.setExceptionListener(listener);
    }

    @Override
    public void start() throws JMSException {
        connection.start();
    }

    @Override
    public void stop() throws JMSException {
        connection.stop();
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }

    @Override
    public ConnectionConsumer createConnectionConsumer(
            Destination destination, @Nullable String selector, ServerSessionPool pool, int maxMessages)
            throws JMSException {
        return connection.createConnectionConsumer(destination, selector, pool, maxMessages);
    }

    @Override
    public ConnectionConsumer createSharedConnectionConsumer(
            Topic topic, String name, @Nullable String selector, ServerSessionPool pool, int maxMessages)
            throws JMSException {
        return connection.createSharedConnectionConsumer(topic, name, selector, pool, maxMessages);
    }

    @Override
    public ConnectionConsumer createDurableConnectionConsumer(
            Topic topic, String name, @Nullable String selector, ServerSessionPool pool, int maxMessages)
            throws JMSException {
        return connection.createDurableConnectionConsumer(topic, name, selector, pool, maxMessages);
    }

    @Override
    public ConnectionConsumer createSharedDurableConnectionConsumer(
            Topic topic, String name, @Nullable String selector, ServerSessionPool pool, int maxMessages)
            throws JMSException {
        return connection.createSharedDurableConnectionConsumer(topic, name, selector, pool, maxMessages);
    }

    @Override
    public String toString() {
        return connection.toString();
    }
}
