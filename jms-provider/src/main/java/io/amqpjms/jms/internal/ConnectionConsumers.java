package io.amqpjms.jms.internal;

import io.amqpjms.engine.EngineException;
import io.amqpjms.mapping.JmsDestination;
import jakarta.jms.JMSException;
import jakarta.jms.ServerSessionPool;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The connection consumers of one connection; they start, stop and end with it. For any thread. */
final class ConnectionConsumers {
    private final ConnectionImpl connection;
    private final Set<ConnectionConsumerImpl> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong numbers = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private boolean running;

    ConnectionConsumers(ConnectionImpl connection) {
        this.connection = connection;
    }

    ConnectionConsumerImpl create(SubscriptionSpec spec, @Nullable ServerSessionPool pool, int maxMessages)
            throws JMSException {
        if (pool == null || maxMessages < 1) {
            throw JmsErrors.illegal("A connection consumer needs a pool of server sessions and at least one message"
                    + " for each, but was given " + pool + " and " + maxMessages);
        }
        Subscribing subscribing = connection.subscribing();
        ConsumerLink link = subscribing.attach(Place.at(connection.temporaries().session(), true), spec, false);
        link.onLost(reason -> lost(spec, reason));
        ConnectionConsumerImpl consumer = new ConnectionConsumerImpl(
                connection,
                spec,
                link,
                subscribing.intake(spec, link.watch()),
                pool,
                maxMessages,
                connection.id() + ":" + numbers.incrementAndGet());
        lock.lock();
        try {
            open.add(consumer);
            if (running) {
                consumer.start();
            }
        } finally {
            lock.unlock();
        }
        requireConnection(consumer);
        return consumer;
    }

    // A close that came in between has not seen it.
    private void requireConnection(ConnectionConsumerImpl made) throws JMSException {
        try {
            connection.requireUsable();
        } catch (JMSException closed) {
            made.end();
            open.remove(made);
            throw closed;
        }
    }

    // What ends with its session or connection is told by that, or was closed by the application.
    private void lost(SubscriptionSpec spec, EngineException reason) {
        if (ConsumerLink.endedAlone(reason)) {
            connection.events().report(JmsErrors.of("keep the connection consumer of " + spec, reason));
        }
    }

    void remove(ConnectionConsumerImpl consumer) {
        open.remove(consumer);
    }

    int count() {
        return open.size();
    }

    /** How many messages wait in them. */
    int prefetched() {
        return open.stream().mapToInt(ConnectionConsumerImpl::prefetched).sum();
    }

    boolean consumesFrom(JmsDestination destination) {
        return open.stream().anyMatch(consumer -> consumer.consumesFrom(destination));
    }

    void start() {
        lock.lock();
        try {
            running = true;
            open.forEach(ConnectionConsumerImpl::start);
        } finally {
            lock.unlock();
        }
    }

    void stop() {
        lock.lock();
        try {
            running = false;
            open.forEach(ConnectionConsumerImpl::stop);
        } finally {
            lock.unlock();
        }
    }

    void end() {
        open.forEach(ConnectionConsumerImpl::endWithConnection);
        open.clear();
    }
}
