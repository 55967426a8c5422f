package io.amqpjms.jms.internal;

import io.amqpjms.mapping.JmsDestination;
import jakarta.jms.JMSException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** The consumers of one session: how they start, stop and end with it. For any thread. */
final class Consumers {
    private final SessionImpl session;
    private final ConnectionImpl connection;
    private final Set<ConsumerImpl> open = ConcurrentHashMap.newKeySet();
    /** All links that have not ended, those of closed consumers too. */
    private final Set<ConsumerLink> links = ConcurrentHashMap.newKeySet();

    private final ReentrantLock lock = new ReentrantLock();
    private boolean running;

    Consumers(SessionImpl session, ConnectionImpl connection) {
        this.session = session;
        this.connection = connection;
    }

    /** Attaches a consumer and waits for the broker's word on it. */
    ConsumerImpl create(SubscriptionSpec spec) throws JMSException {
        Subscribing subscribing = connection.subscribing();
        boolean presettled =
                session.ackMode().isPresettled() || (!session.isTransacted() && subscribing.isPresettled(spec));
        ConsumerLink link = subscribing.attach(Place.at(session.amqp(), session.isTransacted()), spec, presettled);
        links.add(link);
        link.onEnd(() -> links.remove(link));
        link.onLost(reason -> session.consumerLost(spec, reason));
        ConsumerImpl consumer = new ConsumerImpl(session, spec, link, subscribing.intake(spec, link));
        register(consumer);
        return consumer;
    }

    private void register(ConsumerImpl consumer) throws JMSException {
        lock.lock();
        try {
            open.add(consumer);
            if (running) {
                consumer.start();
            }
        } finally {
            lock.unlock();
        }
        session.requireOpen();
    }

    void remove(ConsumerImpl consumer) {
        open.remove(consumer);
    }

    int count() {
        return open.size();
    }

    /** How many messages wait in them. */
    int prefetched() {
        return open.stream().mapToInt(ConsumerImpl::prefetched).sum();
    }

    /** Whether anything consumes from this destination. */
    boolean consumesFrom(JmsDestination destination) {
        return open.stream().anyMatch(consumer -> consumer.spec().destination().equals(destination));
    }

    void start() {
        lock.lock();
        try {
            running = true;
            open.forEach(ConsumerImpl::start);
        } finally {
            lock.unlock();
        }
    }

    void stop() {
        lock.lock();
        try {
            running = false;
            open.forEach(ConsumerImpl::stop);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until then for the receives that have their message; whether they have returned. */
    boolean awaitHandedOver(Deadline deadline) {
        boolean returned = true;
        for (ConsumerImpl consumer : open) {
            returned &= consumer.awaitHandedOver(deadline);
        }
        return returned;
    }

    /** Ends all receiving, and each link as soon as nothing that it brought is unsettled. */
    void drain() {
        open.forEach(ConsumerImpl::drain);
    }

    /** Ends all receiving at once; the links go with the session. */
    void end() {
        open.forEach(ConsumerImpl::endWithSession);
        open.clear();
    }

    /** Gives back what nobody saw, as the last before the session ends; also what a closed consumer still holds. */
    void releaseUnseen() {
        links.forEach(ConsumerLink::releaseUnseen);
    }
}
