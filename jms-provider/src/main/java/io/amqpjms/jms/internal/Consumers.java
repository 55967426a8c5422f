package io.amqpjms.jms.internal;

import io.amqpjms.mapping.JmsDestination;
import jakarta.jms.JMSException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The consumers of one session: how they start, stop and end with it. For any thread. */
final class Consumers {
    private final SessionImpl session;
    private final ConnectionImpl connection;
    private final Set<ConsumerImpl> open = ConcurrentHashMap.newKeySet();
    /** All links that have not ended, those of closed consumers too. */
    private final Map<ConsumerLink, SubscriptionSpec> links = new ConcurrentHashMap<>();

    private final ReentrantLock lock = new ReentrantLock();
    private boolean running;

    Consumers(SessionImpl session, ConnectionImpl connection) {
        this.session = session;
        this.connection = connection;
    }

    /** Attaches a consumer and waits for the broker's word on it. */
    ConsumerImpl create(SubscriptionSpec spec) throws JMSException {
        ConsumerLink kept = kept(spec);
        ConsumerLink link = kept == null ? attached(spec) : kept;
        ConsumerImpl consumer =
                new ConsumerImpl(session, spec, link, connection.subscribing().intake(spec, link));
        register(consumer);
        return consumer;
    }

    /**
     * A durable subscription is one link, which stays until all is settled that came over it: until then it serves the next consumer
     * too.
     */
    private @Nullable ConsumerLink kept(SubscriptionSpec spec) throws JMSException {
        String subscription = spec.name();
        if (spec.kind() != SubscriptionKind.DURABLE || subscription == null) {
            return null;
        }
        for (Map.Entry<ConsumerLink, SubscriptionSpec> link : links.entrySet()) {
            if (link.getValue().equals(spec) && link.getKey().reopen("create a consumer of " + spec)) {
                return link.getKey();
            }
        }
        connection.subscribing().awaitEnding(subscription);
        return null;
    }

    private ConsumerLink attached(SubscriptionSpec spec) throws JMSException {
        Subscribing subscribing = connection.subscribing();
        boolean presettled =
                session.ackMode().isPresettled() || (!session.isTransacted() && subscribing.isPresettled(spec));
        ConsumerLink link = subscribing.attach(Place.at(session.amqp(), session.isTransacted()), spec, presettled);
        links.put(link, spec);
        link.onEnd(() -> links.remove(link));
        link.onLost(reason -> session.consumerLost(spec, reason));
        return link;
    }

    /** Waits for links that are about to end, and with them the last consumer of this durable subscription. */
    void awaitEnding(String subscription) throws JMSException {
        for (Map.Entry<ConsumerLink, SubscriptionSpec> link : links.entrySet()) {
            SubscriptionSpec spec = link.getValue();
            CompletableFuture<Void> ending = link.getKey().ending();
            if (ending != null && spec.kind() == SubscriptionKind.DURABLE && subscription.equals(spec.name())) {
                Await.end(ending.handle((ended, failure) -> null), "end the last consumer of " + spec);
            }
        }
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
        links.keySet().forEach(ConsumerLink::releaseUnseen);
    }
}
