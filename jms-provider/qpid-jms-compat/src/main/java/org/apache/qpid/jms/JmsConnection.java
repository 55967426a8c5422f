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
    private volatile @Nullable URI remote;
    private volatile @Nullable ExceptionListener exceptions;
    private volatile boolean started;
    private volatile boolean closed;
    private volatile boolean failed;

    JmsConnection(Connection connection, StateRelay states) throws JMSException {
        this.connection = connection;
        connection.setExceptionListener(this::failed);
        states.passOnTo(this);
    }

    private void failed(JMSException failure) {
        if (failure.getCause() instanceof EngineException.ConnectionFailed) {
            failed = true;
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
        URI uri = URI.create(broker);
        remote = uri;
        tell(listener -> listener.onConnectionRestored(uri));
    }

    /** The broker that the connection leads to, or led to when it was lost; null until the first line has been told of. */
    public @Nullable URI getConnectedURI() {
        return remote;
    }

    /** Whether it has not been closed; a line that is being made anew counts as connected. */
    public boolean isConnected() {
        return !closed;
    }

    public boolean isStarted() {
        return started;
    }

    public boolean isClosed() {
        return closed;
    }

    /** Whether the line is lost for good. */
    public boolean isFailed() {
        return failed;
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
        started = true;
    }

    @Override
    public void stop() throws JMSException {
        connection.stop();
        started = false;
    }

    @Override
    public void close() throws JMSException {
        connection.close();
        closed = true;
        started = false;
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
