package io.amqpjms.jms.internal;

import io.amqpjms.engine.Receiver;
import io.amqpjms.engine.ReceiverOptions;
import io.amqpjms.engine.Source;
import io.amqpjms.engine.Target;
import io.amqpjms.engine.message.DecodeLimits;
import io.amqpjms.engine.message.Symbol;
import io.amqpjms.mapping.JmsDestination;
import io.amqpjms.mapping.message.DecodeContext;
import io.amqpjms.mapping.message.MessageDecoder;
import jakarta.jms.JMSException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** The consumers of one session: how they attach, and how they start, stop and end with it. For any thread. */
final class Consumers {
    private final SessionImpl session;
    private final ConnectionImpl connection;
    private final Set<ConsumerImpl> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong numbers = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private boolean running;

    Consumers(SessionImpl session, ConnectionImpl connection) {
        this.session = session;
        this.connection = connection;
    }

    /** Attaches a consumer and waits for the broker's word on it. */
    ConsumerImpl create(SubscriptionSpec spec) throws JMSException {
        connection.temporaries().requireConsumable(spec.destination());
        boolean clientIdGiven = connection.identity().clientId() != null;
        String linkName = linkName(spec, clientIdGiven);
        try {
            ConsumerImpl consumer = attach(spec, options(spec, linkName, clientIdGiven));
            register(consumer);
            return consumer;
        } catch (JMSException failure) {
            release(spec, linkName);
            throw failure;
        }
    }

    private String linkName(SubscriptionSpec spec, boolean clientIdGiven) throws JMSException {
        String subscription = spec.name();
        return subscription == null
                ? "amqpjms:receiver:" + session.id() + ":" + numbers.incrementAndGet() + ":"
                        + spec.destination().address()
                : connection.subscriptions().claim(spec.kind(), subscription, clientIdGiven);
    }

    private void release(SubscriptionSpec spec, String linkName) {
        String subscription = spec.name();
        if (subscription != null) {
            connection.subscriptions().release(spec.kind(), subscription, linkName);
        }
    }

    private ReceiverOptions options(SubscriptionSpec spec, String linkName, boolean clientIdGiven) {
        Source source = spec.source(connection.prefixes().addressOf(spec.destination()), clientIdGiven);
        boolean askForSharing = spec.kind().isShared() && !connection.offers(Capability.SHARED_SUBSCRIPTIONS);
        List<Symbol> desired = askForSharing ? List.of(Capability.SHARED_SUBSCRIPTIONS) : List.of();
        return new ReceiverOptions(linkName, source, Target.of(linkName), presettled(spec), desired, 0, false);
    }

    private boolean presettled(SubscriptionSpec spec) {
        var policy = connection.settings().presettle();
        boolean topic = spec.destination().kind().isTopic();
        boolean wanted = topic ? policy.topicConsumers() : policy.queueConsumers();
        return session.ackMode().isPresettled() || (wanted && !session.isTransacted());
    }

    private ConsumerImpl attach(SubscriptionSpec spec, ReceiverOptions options) throws JMSException {
        ConsumerLink link = new ConsumerLink(
                session.amqp(), options, window(spec), spec.kind().isDurable());
        try {
            Receiver receiver = link.opened("create a consumer of " + spec);
            spec.requireFilters(receiver.remoteSource());
            requireSharing(spec, options, receiver);
        } catch (JMSException refused) {
            link.close();
            throw refused;
        }
        link.onEnd(() -> release(spec, options.name()));
        link.onLost(reason -> session.consumerLost(spec, reason));
        return new ConsumerImpl(session, spec, link, intake(spec));
    }

    private static void requireSharing(SubscriptionSpec spec, ReceiverOptions options, Receiver receiver)
            throws JMSException {
        boolean granted = receiver.remoteOfferedCapabilities().containsAll(options.desiredCapabilities());
        if (spec.kind().isShared() && !granted) {
            throw JmsErrors.unsupported("The broker has no shared subscriptions: it offers SHARED-SUBS neither on the"
                    + " connection nor for " + spec);
        }
    }

    private int window(SubscriptionSpec spec) {
        var policy = connection.settings().prefetch();
        if (!spec.destination().kind().isTopic()) {
            return policy.queue();
        }
        return spec.kind().isDurable() ? policy.durableTopic() : policy.topic();
    }

    private MessageIntake intake(SubscriptionSpec spec) {
        return intake(connection, spec.destination(), spec.toString());
    }

    /** Decodes what comes from this destination. */
    static MessageIntake intake(ConnectionImpl connection, JmsDestination destination, String source) {
        ProviderSettings settings = connection.settings();
        DecodeContext context = new DecodeContext(
                destination, connection.prefixes(), settings.messages(), DecodeLimits.DEFAULT, settings.clock());
        return new MessageIntake(new MessageDecoder(context), settings, connection.events(), source);
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

    /** Ends all receiving at once; the links go with the session. */
    void end() {
        open.forEach(ConsumerImpl::end);
        open.clear();
    }
}
