package io.amqpjms.jms.internal;

import io.amqpjms.engine.Container;
import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.LogContext;
import io.amqpjms.engine.message.Symbol;
import io.amqpjms.jms.Drainable;
import io.amqpjms.jms.internal.ack.AckMode;
import io.amqpjms.jms.internal.ack.AckModes;
import io.amqpjms.jms.internal.context.RuntimeErrors;
import io.amqpjms.jms.internal.watch.Watch;
import io.amqpjms.mapping.AddressPrefixes;
import io.amqpjms.mapping.JmsDestination;
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
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A JMS connection over one AMQP connection (JMS 3.1 §6.1). For any thread. */
final class ConnectionImpl implements Connection, Drainable {
    private static final Symbol QUEUE_PREFIX = Symbol.of("queue-prefix");
    private static final Symbol TOPIC_PREFIX = Symbol.of("topic-prefix");

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionImpl.class);

    private final String id;
    private final ProviderSettings settings;
    private final ClientIdentity identity;
    private final LoginUser user;
    private final ConnectionEvents events;
    private final ListenerThreads listenerThreads;
    private final LineWatch watch;
    private final TemporaryDestinations temporaries;
    private final ConnectionConsumers connectionConsumers;
    private final Subscribing subscribing;
    private final Redirects redirects = new Redirects(this);
    private final SubscriptionNames subscriptions = new SubscriptionNames();
    private final AddressPrefixes configuredPrefixes;
    private final Sessions sessions;
    private final AtomicLong sessionNumbers = new AtomicLong();
    private final Closing closing = new Closing();
    private volatile @Nullable EngineException failure;

    private ConnectionImpl(
            String id,
            ProviderSettings settings,
            AddressPrefixes prefixes,
            ClientIdentity identity,
            LoginUser user,
            LineWatch watch) {
        this.id = id;
        this.settings = settings;
        this.configuredPrefixes = prefixes;
        this.identity = identity;
        this.user = user;
        this.events = new ConnectionEvents("amqpjms-connection-" + id, this::logged);
        this.listenerThreads = new ListenerThreads(id, settings.listenerThreads(), settings.virtualThreads());
        this.temporaries = new TemporaryDestinations(this);
        this.connectionConsumers = new ConnectionConsumers(this);
        this.sessions = new Sessions(connectionConsumers);
        this.subscribing = new Subscribing(this);
        this.watch = watch;
        watch.tellThrough(events, amqp().peer());
        watch.watch().onOpened(new StatusOf(this));
        identity.onLost(this::lost);
    }

    /** A connection that the identity has opened. */
    static ConnectionImpl over(
            ClientIdentity identity,
            LoginUser user,
            String id,
            ProviderSettings settings,
            AddressPrefixes prefixes,
            LineWatch watch) {
        return new ConnectionImpl(id, settings, prefixes, identity, user, watch);
    }

    private void lost(EngineException reason) {
        if (closing.isBegun() || failure != null) {
            return;
        }
        failure = reason;
        watch().onFailed(amqp().peer());
        watch.losses().report(events);
        events.report(JmsErrors.of("keep the connection to " + amqp().peer(), reason));
    }

    /** Runs what logs about this connection. */
    void logged(Runnable logging) {
        LogContext.around(amqp(), logging);
    }

    io.amqpjms.engine.Connection amqp() {
        return identity.connection();
    }

    String id() {
        return id;
    }

    ProviderSettings settings() {
        return settings;
    }

    ConnectionEvents events() {
        return events;
    }

    ListenerThreads listenerThreads() {
        return listenerThreads;
    }

    Watch watch() {
        return watch.watch();
    }

    Losses losses() {
        return watch.losses();
    }

    TemporaryDestinations temporaries() {
        return temporaries;
    }

    Subscribing subscribing() {
        return subscribing;
    }

    Redirects redirects() {
        return redirects;
    }

    ConnectionConsumers connectionConsumers() {
        return connectionConsumers;
    }

    SubscriptionNames subscriptions() {
        return subscriptions;
    }

    ClientIdentity identity() {
        return identity;
    }

    /** What JMSXUserID of a sent message says, null for nothing. */
    byte @Nullable [] userId() {
        return settings.populateUserId() ? user.utf8() : null;
    }

    Container container() {
        return amqp().container();
    }

    /** Whether the broker has offered this for the whole connection. */
    boolean offers(Symbol capability) {
        return amqp().remoteOfferedCapabilities().contains(capability);
    }

    /** What stands before the names of queues and topics in addresses: the broker's word wins. */
    AddressPrefixes prefixes() {
        var announced = amqp().remoteProperties();
        Object queue = announced.get(QUEUE_PREFIX);
        Object topic = announced.get(TOPIC_PREFIX);
        return queue == null && topic == null
                ? configuredPrefixes
                : AddressPrefixes.of(
                        queue instanceof String text ? text : configuredPrefixes.queue(),
                        topic instanceof String text ? text : configuredPrefixes.topic());
    }

    /** Throws unless the connection can be used. */
    void requireUsable() throws JMSException {
        requireOpen();
        EngineException lost = failure;
        if (lost != null) {
            throw JmsErrors.of("use the connection, which was lost", lost);
        }
    }

    private void requireOpen() throws JMSException {
        if (isClosed()) {
            throw JmsErrors.closed("connection");
        }
    }

    /** Whether the caller can no longer use it: the listeners that a close waits for can (JMS 3.1 §6.1.8). */
    boolean isClosed() {
        return closing.isBegun() && (closing.isOver() || !isListener());
    }

    /** Whether the caller runs inside a message listener of this connection. */
    boolean isListener() {
        return sessions.isListener();
    }

    /** Whether the caller runs inside any listener of its sessions. */
    boolean isCallback() {
        return sessions.isCallback();
    }

    @Override
    public Session createSession(boolean transacted, int acknowledgeMode) throws JMSException {
        return createSession(transacted ? Session.SESSION_TRANSACTED : acknowledgeMode);
    }

    @Override
    public Session createSession() throws JMSException {
        return createSession(Session.AUTO_ACKNOWLEDGE);
    }

    @Override
    public Session createSession(int mode) throws JMSException {
        requireUsable();
        AckMode ackMode = AckModes.of(mode);
        if (ackMode == null) {
            throw JmsErrors.illegal("There is no session mode " + mode + "; see the constants of Session");
        }
        identity.settle();
        SessionImpl session = SessionImpl.open(this, ackMode, id + ":" + sessionNumbers.incrementAndGet());
        if (!sessions.add(session)) {
            session.close();
            throw JmsErrors.closed("connection");
        }
        return session;
    }

    /** Whether anything on this connection consumes from this destination. */
    boolean consumesFrom(JmsDestination destination) {
        return connectionConsumers.consumesFrom(destination)
                || sessions.all().stream()
                        .anyMatch(session -> session.consumers().consumesFrom(destination));
    }

    Collection<SessionImpl> sessions() {
        return sessions.all();
    }

    void forget(SessionImpl session) {
        sessions.forget(session);
    }

    @Override
    public @Nullable String getClientID() throws JMSException {
        requireOpen();
        return identity.clientId();
    }

    @Override
    public void setClientID(@Nullable String clientId) throws JMSException {
        requireUsable();
        identity.assign(clientId);
    }

    @Override
    public ConnectionMetaData getMetaData() throws JMSException {
        requireOpen();
        return new MetaData();
    }

    @Override
    public @Nullable ExceptionListener getExceptionListener() throws JMSException {
        requireOpen();
        return events.listener();
    }

    @Override
    public void setExceptionListener(@Nullable ExceptionListener listener) throws JMSException {
        requireOpen();
        events.listener(listener);
    }

    @Override
    public void start() throws JMSException {
        requireUsable();
        identity.settle();
        sessions.start();
    }

    @Override
    public void stop() throws JMSException {
        requireOpen();
        // A completion listener may stop its connection (JMS 3.1 §6.1.5 names message listeners alone).
        sessions.refuseListeners("stop the connection");
        identity.settle();
        sessions.stop();
    }

    /** Until when a close waits from now on for answers to sends: all sessions together. */
    Deadline answersUntil() {
        Duration patience = amqp().options().closeTimeout();
        return patience.isZero() ? Deadline.NEVER : Deadline.after(patience);
    }

    @Override
    public boolean drain(Duration limit) {
        return RuntimeErrors.call(() -> {
            if (closing.isOver()) {
                return true;
            }
            sessions.refuseCallbacks("drain the connection");
            Deadline deadline = Deadline.after(limit);
            boolean quiet = sessions.drain(deadline);
            return close(() -> deadline, deadline) && quiet;
        });
    }

    @Override
    public void close() throws JMSException {
        if (!closing.isOver()) {
            sessions.refuseCallbacks("close the connection");
            close(this::answersUntil, Deadline.NEVER);
        }
    }

    /** Closes, or waits until then for the thread that does; whether it is closed. */
    private boolean close(Supplier<Deadline> answers, Deadline listeners) {
        if (!closing.begin()) {
            return closing.awaitEnd(listeners);
        }
        try {
            sessions.awaitListeners(listeners);
            sessions.end(answers.get(), listeners);
            listenerThreads.close();
            identity.close();
            // A line that is lost meanwhile is no news, but what it took along is.
            losses().report(events);
            watch().onClosed();
            events.close();
            LOG.debug("Connection {} is closed", id);
            return true;
        } finally {
            closing.end();
        }
    }

    @Override
    public ConnectionConsumer createConnectionConsumer(
            @Nullable Destination destination,
            @Nullable String selector,
            @Nullable ServerSessionPool pool,
            int maxMessages)
            throws JMSException {
        requireUsable();
        identity.settle();
        SubscriptionSpec spec =
                SubscriptionSpec.plain(JmsDestination.of(destination), settings.checked(selector), false);
        return connectionConsumers.create(spec, pool, maxMessages);
    }

    @Override
    public ConnectionConsumer createSharedConnectionConsumer(
            @Nullable Topic topic,
            String name,
            @Nullable String selector,
            @Nullable ServerSessionPool pool,
            int maxMessages)
            throws JMSException {
        return consume(topic, name, selector, SubscriptionKind.SHARED, pool, maxMessages);
    }

    @Override
    public ConnectionConsumer createDurableConnectionConsumer(
            @Nullable Topic topic,
            String name,
            @Nullable String selector,
            @Nullable ServerSessionPool pool,
            int maxMessages)
            throws JMSException {
        return consume(topic, name, selector, SubscriptionKind.DURABLE, pool, maxMessages);
    }

    @Override
    public ConnectionConsumer createSharedDurableConnectionConsumer(
            @Nullable Topic topic,
            String name,
            @Nullable String selector,
            @Nullable ServerSessionPool pool,
            int maxMessages)
            throws JMSException {
        return consume(topic, name, selector, SubscriptionKind.SHARED_DURABLE, pool, maxMessages);
    }

    private ConnectionConsumer consume(
            @Nullable Topic topic,
            String name,
            @Nullable String selector,
            SubscriptionKind kind,
            @Nullable ServerSessionPool pool,
            int maxMessages)
            throws JMSException {
        requireUsable();
        identity.settle();
        SubscriptionSpec spec = SubscriptionSpec.named(
                JmsDestination.of(topic), name, settings.checked(selector), false, kind, identity.clientId());
        return connectionConsumers.create(spec, pool, maxMessages);
    }

    @Override
    public String toString() {
        return "connection " + id + " to " + amqp().peer();
    }
}
