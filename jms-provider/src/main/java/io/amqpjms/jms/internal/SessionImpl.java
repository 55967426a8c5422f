package io.amqpjms.jms.internal;

import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.LoopGuest;
import io.amqpjms.engine.Outcome;
import io.amqpjms.jms.internal.ack.AckMode;
import io.amqpjms.jms.internal.ack.Received;
import io.amqpjms.jms.internal.ack.Transacted;
import io.amqpjms.jms.internal.legacy.DomainViews;
import io.amqpjms.mapping.JmsDestination;
import io.amqpjms.mapping.message.Acknowledger;
import io.amqpjms.mapping.message.JmsMessage;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.Topic;
import jakarta.jms.TopicSubscriber;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The JMS face of a session (JMS 3.1 §6.2); what it does is done by its collaborators. Used by one thread at a time,
 * but for {@link #close()}.
 */
final class SessionImpl extends LocalSession {
    private final ConnectionImpl connection;
    private final String id;
    private final AckMode ackMode;
    /** What acknowledging a message does where that settles nothing. */
    private final Acknowledger onlyIfOpen = this::requireOpen;

    private final io.amqpjms.engine.Session amqp;
    private final Leading leading;
    private final Dispatcher dispatcher;
    private final LoadedMessages loaded = new LoadedMessages();
    private final Consumers consumers;
    private final Producers producers;
    private final Sends sends;
    private final @Nullable TransactionImpl transaction;
    private final Closing closing = new Closing();
    private volatile @Nullable EngineException failure;

    private SessionImpl(ConnectionImpl connection, AckMode ackMode, String id, io.amqpjms.engine.Session amqp) {
        super(new MessageFactory(connection.settings().messages()));
        this.connection = connection;
        this.id = id;
        this.ackMode = ackMode;
        this.amqp = amqp;
        LoopGuest guest =
                connection.settings().leadingThreads() ? amqp.connection().guest() : LoopGuest.NONE;
        this.leading = new Leading(amqp, guest);
        this.dispatcher = new Dispatcher(connection.listenerThreads().forMessages(id), guest);
        this.transaction = ackMode instanceof Transacted taken ? new TransactionImpl(amqp, taken, guest) : null;
        this.sends = new Sends(
                connection.listenerThreads().forCompletions(id),
                connection.settings(),
                connection.events(),
                connection.losses(),
                transaction,
                connection.watch().sends(),
                leading);
        this.consumers = new Consumers(this, connection);
        this.producers = new Producers(this, connection);
    }

    /** Begins a session and waits until the broker has confirmed it. */
    static SessionImpl open(ConnectionImpl connection, AckMode ackMode, String id) throws JMSException {
        io.amqpjms.engine.Session amqp = Await.opened(connection.amqp().openSession(), "create a session");
        SessionImpl session = new SessionImpl(connection, ackMode, id, amqp);
        amqp.closed().whenComplete((ended, failure) -> {
            if (failure instanceof EngineException reason) {
                session.lost(reason);
            }
        });
        return session;
    }

    private void lost(EngineException reason) {
        failure = reason;
        if (!(reason instanceof EngineException.ConnectionFailed)) {
            connection.events().report(JmsErrors.of("keep a session", reason));
        }
    }

    /** The broker has ended a consumer's link: the application hears of it, even if it has no listener to miss. */
    void consumerLost(SubscriptionSpec spec, EngineException reason) {
        if (ConsumerLink.endedAlone(reason)) {
            connection.events().report(JmsErrors.of("keep the consumer of " + spec, reason));
        }
    }

    /** Runs what logs about the session's connection. */
    void logged(Runnable logging) {
        connection.logged(logging);
    }

    String id() {
        return id;
    }

    AckMode ackMode() {
        return ackMode;
    }

    boolean isTransacted() {
        return transaction != null;
    }

    ProviderSettings settings() {
        return connection.settings();
    }

    io.amqpjms.engine.Session amqp() {
        return amqp;
    }

    Leading leading() {
        return leading;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    Consumers consumers() {
        return consumers;
    }

    LoadedMessages loaded() {
        return loaded;
    }

    Producers producers() {
        return producers;
    }

    Sends sends() {
        return sends;
    }

    @Override
    void requireOpen() throws JMSException {
        if (isClosed()) {
            throw JmsErrors.closed("session");
        }
        EngineException lost = failure;
        if (lost != null) {
            throw JmsErrors.of("use the session, which was lost", lost);
        }
    }

    // The listeners that a close waits for may use all that it closes (JMS 3.1 §6.1.8).
    private boolean isClosed() {
        return connection.isClosed() || (closing.isBegun() && (closing.isOver() || !connection.isListener()));
    }

    void start() {
        consumers.start();
        loaded.start();
        dispatcher.start();
    }

    /** Delivers nothing more; listeners that run go on. */
    void stop() {
        consumers.stop();
        loaded.stop();
        dispatcher.stop();
    }

    /** The same for good, and a receive that waits ends. */
    void silence() {
        consumers.end();
        loaded.end();
        dispatcher.stop();
    }

    /** Waits until then for the listener that runs and for receives that have their message, unless it is the caller's. */
    boolean awaitQuiet(Deadline deadline) {
        return dispatcher.awaitQuiet(deadline) && loaded.awaitQuiet(deadline) && consumers.awaitHandedOver(deadline);
    }

    /** Whether the caller runs inside a message listener of this session. */
    boolean isListener() {
        return dispatcher.isCaller() || loaded.isCaller();
    }

    /** Whether the caller runs inside any listener of this session. */
    boolean isCallback() {
        return isListener() || sends.completions().isCaller();
    }

    /** Throws if the caller runs inside a message listener of this session, from where this is not allowed. */
    void refuseListeners(String doing) throws JMSException {
        if (isListener()) {
            throw JmsErrors.illegal("A message listener must not " + doing + " that it belongs to");
        }
    }

    /** Throws if the caller runs inside any listener of this session, from where this is not allowed. */
    void refuseCallbacks(String doing) throws JMSException {
        refuseListeners(doing);
        if (sends.completions().isCaller()) {
            throw JmsErrors.illegal("A completion listener must not " + doing + " that it belongs to");
        }
    }

    @Override
    public void close() throws JMSException {
        if (closing.isOver()) {
            return;
        }
        refuseCallbacks("close the session");
        if (!beginClose(Deadline.NEVER)) {
            return;
        }
        try {
            awaitListener(Deadline.NEVER);
            endWork(connection.answersUntil(), Deadline.NEVER);
            connection.forget(this);
            awaitClose(amqp.close(), "close the session");
        } finally {
            closing.end();
        }
    }

    /** Whether it is the caller who closes; else waits until then for the thread that does. */
    private boolean beginClose(Deadline deadline) {
        boolean begun = closing.begin();
        // The thread that closes may wait for a listener.
        if (!begun && !connection.isCallback()) {
            closing.awaitEnd(deadline);
        }
        return begun;
    }

    /** Waits until the broker has answered a close, unless the session is lost and it never will. */
    void awaitClose(CompletableFuture<Void> answer, String doing) throws JMSException {
        if (failure == null) {
            Await.end(answer, doing);
        }
    }

    /** Takes no more messages, and waits until then for listeners and sends; whether they have ended. */
    boolean drain(Deadline deadline) {
        return awaitQuiet(deadline) && sends.awaitAll(deadline);
    }

    /**
     * Ends all work here before the connection is closed on the wire, or waits until then for the thread that closes.
     *
     * @param answers until when to wait for the broker's answers to sends
     * @param listeners until when to wait for the application's listeners
     */
    void end(Deadline answers, Deadline listeners) {
        if (!beginClose(listeners)) {
            return;
        }
        try {
            awaitListener(listeners);
            endWork(answers, listeners);
        } finally {
            closing.end();
        }
    }

    private void awaitListener(Deadline listeners) {
        silence();
        loaded.awaitQuiet(listeners);
        dispatcher.close(listeners);
        // What the listener has made until it returned.
        consumers.end();
    }

    private void endWork(Deadline answers, Deadline listeners) {
        sends.close(answers, listeners);
        producers.end();
        if (transaction == null) {
            ackMode.close();
        } else {
            transaction.close(answers);
        }
        consumers.releaseUnseen();
    }

    /** What {@code Message.acknowledge} does for this message. */
    Acknowledger acknowledger(Received received, JmsMessage message) {
        if (!ackMode.isOnDemand()) {
            return onlyIfOpen;
        }
        return () -> {
            requireOpen();
            acknowledge(received, AckOutcomes.chosenBy(message));
        };
    }

    @Override
    public void acknowledge() throws JMSException {
        requireOpen();
        acknowledge(null, Outcome.ACCEPTED);
    }

    private void acknowledge(@Nullable Received received, Outcome outcome) throws JMSException {
        int lost = ackMode.acknowledge(received, outcome);
        if (lost > 0) {
            throw JmsErrors.nothingAcknowledged(lost, toString());
        }
    }

    @Override
    public void recover() throws JMSException {
        requireOpen();
        if (isTransacted()) {
            throw JmsErrors.illegal("A transacted session has no recover; roll back instead");
        }
        ackMode.recover();
    }

    @Override
    public boolean getTransacted() throws JMSException {
        requireOpen();
        return isTransacted();
    }

    @Override
    public int getAcknowledgeMode() throws JMSException {
        requireOpen();
        return ackMode.mode();
    }

    @Override
    public void commit() throws JMSException {
        TransactionImpl current = requireTransaction("commit");
        sends.completions().awaitAll();
        current.commit();
    }

    @Override
    public void rollback() throws JMSException {
        TransactionImpl current = requireTransaction("roll back");
        sends.completions().awaitAll();
        current.rollback();
    }

    private TransactionImpl requireTransaction(String doing) throws JMSException {
        requireOpen();
        if (transaction == null) {
            throw JmsErrors.illegal("The session is not transacted and has nothing to " + doing);
        }
        if (sends.completions().isCaller()) {
            throw JmsErrors.illegal("A completion listener must not " + doing + " the session that it belongs to");
        }
        return transaction;
    }

    @Override
    public MessageProducer createProducer(@Nullable Destination destination) throws JMSException {
        requireOpen();
        return producers.create(destination == null ? null : JmsDestination.of(destination));
    }

    @Override
    public MessageConsumer createConsumer(@Nullable Destination destination) throws JMSException {
        return createConsumer(destination, null, false);
    }

    @Override
    public MessageConsumer createConsumer(@Nullable Destination destination, @Nullable String selector)
            throws JMSException {
        return createConsumer(destination, selector, false);
    }

    @Override
    public MessageConsumer createConsumer(@Nullable Destination destination, @Nullable String selector, boolean noLocal)
            throws JMSException {
        requireOpen();
        JmsDestination from = JmsDestination.of(destination);
        return consumers.create(SubscriptionSpec.plain(
                from, settings().checked(selector), noLocal && from.kind().isTopic()));
    }

    @Override
    public MessageConsumer createSharedConsumer(@Nullable Topic topic, String name) throws JMSException {
        return createSharedConsumer(topic, name, null);
    }

    @Override
    public MessageConsumer createSharedConsumer(@Nullable Topic topic, String name, @Nullable String selector)
            throws JMSException {
        return subscribe(topic, name, selector, false, SubscriptionKind.SHARED);
    }

    @Override
    public MessageConsumer createDurableConsumer(@Nullable Topic topic, String name) throws JMSException {
        return createDurableConsumer(topic, name, null, false);
    }

    @Override
    public MessageConsumer createDurableConsumer(
            @Nullable Topic topic, String name, @Nullable String selector, boolean noLocal) throws JMSException {
        return subscribe(topic, name, selector, noLocal, SubscriptionKind.DURABLE);
    }

    @Override
    public TopicSubscriber createDurableSubscriber(@Nullable Topic topic, String name) throws JMSException {
        return createDurableSubscriber(topic, name, null, false);
    }

    @Override
    public TopicSubscriber createDurableSubscriber(
            @Nullable Topic topic, String name, @Nullable String selector, boolean noLocal) throws JMSException {
        JmsDestination from = JmsDestination.of(topic);
        MessageConsumer consumer = createDurableConsumer(topic, name, selector, noLocal);
        return DomainViews.subscriber(consumer, (Topic) from, noLocal);
    }

    @Override
    public MessageConsumer createSharedDurableConsumer(@Nullable Topic topic, String name) throws JMSException {
        return createSharedDurableConsumer(topic, name, null);
    }

    @Override
    public MessageConsumer createSharedDurableConsumer(@Nullable Topic topic, String name, @Nullable String selector)
            throws JMSException {
        return subscribe(topic, name, selector, false, SubscriptionKind.SHARED_DURABLE);
    }

    private MessageConsumer subscribe(
            @Nullable Topic topic, String name, @Nullable String selector, boolean noLocal, SubscriptionKind kind)
            throws JMSException {
        requireOpen();
        JmsDestination from = JmsDestination.of(topic);
        String clientId = connection.identity().clientId();
        return consumers.create(
                SubscriptionSpec.named(from, name, settings().checked(selector), noLocal, kind, clientId));
    }

    @Override
    public void unsubscribe(String name) throws JMSException {
        requireOpen();
        Unsubscribing.from(connection, name);
    }

    @Override
    public QueueBrowser createBrowser(@Nullable Queue queue) throws JMSException {
        return createBrowser(queue, null);
    }

    @Override
    public QueueBrowser createBrowser(@Nullable Queue queue, @Nullable String selector) throws JMSException {
        requireOpen();
        JmsDestination from = JmsDestination.of(queue);
        return new BrowserImpl(
                this, connection, SubscriptionSpec.plain(from, settings().checked(selector), false));
    }

    @Override
    public TemporaryQueue createTemporaryQueue() throws JMSException {
        requireOpen();
        return connection.temporaries().createQueue();
    }

    @Override
    public TemporaryTopic createTemporaryTopic() throws JMSException {
        requireOpen();
        return connection.temporaries().createTopic();
    }

    @Override
    public @Nullable MessageListener getMessageListener() throws JMSException {
        requireOpen();
        return loaded.listener();
    }

    @Override
    public void setMessageListener(@Nullable MessageListener listener) throws JMSException {
        requireOpen();
        loaded.listener(listener);
    }

    @Override
    public void run() {
        loaded.run(this);
    }

    @Override
    public String toString() {
        return "session " + id;
    }
}
