package org.apache.qpid.jms;

import io.amqpjms.engine.EngineException;
import io.amqpjms.jms.ConnectionStateListener;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.ConnectionMetaData;
import jakarta.jms.Destination;
import jakarta.jms.ExceptionListener;
import jakarta.jms.JMSException;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection with listeners for its state; everything else is done by the connection behind it. For any thread. */
public class JmsConnection implements Connection, ConnectionStateListener {
    private final Connection connection;
    private final List<JmsConnectionListener> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable URI remote;
    private volatile @Nullable ExceptionListener exceptions;

    JmsConnection(Connection connection, StateRelay states) throws JMSException {
        this.connection = connection;
        connection.setExceptionListener(this::failed);
        states.passOnTo(this);
    }

    private void failed(JMSException failure) {
        if (failure.getCause() instanceof EngineException.ConnectionFailed) {
            tell(listener -> listener.onConnectionFailure(failure));
        }
        ExceptionListener told = exceptions;
        if (told != null) {
            told.onException(failure);
        }
    }

    private void tell(Consumer<JmsConnectionListener> call) {
        listeners.forEach(call);
    }

    /** Adds a listener, which hears at once of a connection that stands. */
    public void addConnectionListener(JmsConnectionListener listener) {
        URI known;
        lock.lock();
        try {
            listeners.add(Objects.requireNonNull(listener, "listener"));
            known = remote;
        } finally {
            lock.unlock();
        }
        if (known != null) {
            listener.onConnectionEstablished(known);
        }
    }

    /** Whether it was one. */
    public boolean removeConnectionListener(JmsConnectionListener listener) {
        return listeners.remove(listener);
    }

    @Override
    public void onEstablished(String broker) {
        URI uri = URI.create(broker);
        List<JmsConnectionListener> told;
        lock.lock();
        try {
            remote = uri;
            told = List.copyOf(listeners);
        } finally {
            lock.unlock();
        }
        told.forEach(listener -> listener.onConnectionEstablished(uri));
    }

    @Override
    public void onInterrupted(String broker, JMSException reason) {
        tell(listener -> listener.onConnectionInterrupted(URI.create(broker)));
    }

    @Override
    public void onRestored(String broker) {
        tell(listener -> listener.onConnectionRestored(URI.create(broker)));
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
        // Asked of the connection, which refuses when it is closed.
        connection.getExceptionListener();
        return exceptions;
    }

    @Override
    public void setExceptionListener(@Nullable ExceptionListener listener) throws JMSException {
        connection.getExceptionListener();
        exceptions = listener;
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
