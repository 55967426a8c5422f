package io.amqpjms.jms.internal.context;

import io.amqpjms.jms.Drainable;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionMetaData;
import jakarta.jms.Destination;
import jakarta.jms.ExceptionListener;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.io.Serializable;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A context of the simplified API over one classic connection and session.
 *
 * <p>Used by one thread at a time, but for {@link #createContext} and {@link #close}. JMS 3.1 §2.8.2, §6.2.6.
 */
public final class ContextImpl implements JMSContext, Drainable {
    /** Those of JMS, then individual acknowledgement (101) and none (100, 257), as AMQP clients number them. */
    private static final Set<Integer> SESSION_MODES =
            Set.of(SESSION_TRANSACTED, AUTO_ACKNOWLEDGE, CLIENT_ACKNOWLEDGE, DUPS_OK_ACKNOWLEDGE, 100, 101, 257);

    private final Underlying underlying;
    private volatile boolean autoStart = true;

    private ContextImpl(Underlying underlying) {
        this.underlying = underlying;
    }

    /** A first context over the connection that the call opens; the context will close it. */
    public static JMSContext over(JmsCall<? extends Connection> opening, int sessionMode) {
        requireMode(sessionMode);
        Connection connection = RuntimeErrors.call(opening::run);
        return new ContextImpl(new Underlying(new SharedConnection(connection), sessionMode));
    }

    @Override
    public JMSContext createContext(int sessionMode) {
        requireMode(sessionMode);
        return new ContextImpl(RuntimeErrors.call(() -> underlying.another(sessionMode)));
    }

    @Override
    public JMSProducer createProducer() {
        return RuntimeErrors.call(() -> new JMSProducerImpl(underlying.session(), underlying.producer()));
    }

    @Override
    public @Nullable String getClientID() {
        return RuntimeErrors.call(() -> underlying.connection().getClientID());
    }

    @Override
    public void setClientID(String clientId) {
        RuntimeErrors.run(() -> underlying.connection().setClientID(clientId));
    }

    @Override
    public ConnectionMetaData getMetaData() {
        return RuntimeErrors.call(() -> underlying.connection().getMetaData());
    }

    @Override
    public @Nullable ExceptionListener getExceptionListener() {
        return RuntimeErrors.call(() -> underlying.connection().getExceptionListener());
    }

    @Override
    public void setExceptionListener(@Nullable ExceptionListener listener) {
        RuntimeErrors.run(() -> underlying.connection().setExceptionListener(listener));
    }

    @Override
    public void start() {
        RuntimeErrors.run(() -> underlying.connection().start());
    }

    @Override
    public void stop() {
        RuntimeErrors.run(() -> underlying.connection().stop());
    }

    @Override
    public void setAutoStart(boolean autoStart) {
        this.autoStart = autoStart;
    }

    @Override
    public boolean getAutoStart() {
        return autoStart;
    }

    /** Ends the connection, and with it all contexts over it. */
    @Override
    public boolean drain(Duration limit) {
        return ((Drainable) RuntimeErrors.call(underlying::connection)).drain(limit);
    }

    @Override
    public void close() {
        RuntimeErrors.run(underlying::close);
    }

    @Override
    public BytesMessage createBytesMessage() {
        return onSession(Session::createBytesMessage);
    }

    @Override
    public MapMessage createMapMessage() {
        return onSession(Session::createMapMessage);
    }

    @Override
    public Message createMessage() {
        return onSession(Session::createMessage);
    }

    @Override
    public ObjectMessage createObjectMessage() {
        return onSession(Session::createObjectMessage);
    }

    @Override
    public ObjectMessage createObjectMessage(@Nullable Serializable object) {
        return onSession(session -> session.createObjectMessage(object));
    }

    @Override
    public StreamMessage createStreamMessage() {
        return onSession(Session::createStreamMessage);
    }

    @Override
    public TextMessage createTextMessage() {
        return onSession(Session::createTextMessage);
    }

    @Override
    public TextMessage createTextMessage(@Nullable String text) {
        return onSession(session -> session.createTextMessage(text));
    }

    @Override
    public boolean getTransacted() {
        return getSessionMode() == SESSION_TRANSACTED;
    }

    @Override
    public int getSessionMode() {
        return RuntimeErrors.call(underlying::sessionMode);
    }

    @Override
    public void commit() {
        RuntimeErrors.run(() -> underlying.session().commit());
    }

    @Override
    public void rollback() {
        RuntimeErrors.run(() -> underlying.session().rollback());
    }

    @Override
    public void recover() {
        RuntimeErrors.run(() -> underlying.session().recover());
    }

    @Override
    public void acknowledge() {
        RuntimeErrors.run(() -> ((AcknowledgingSession) underlying.session()).acknowledge());
    }

    @Override
    public JMSConsumer createConsumer(Destination destination) {
        return consumer(destination, session -> session.createConsumer(destination));
    }

    @Override
    public JMSConsumer createConsumer(Destination destination, @Nullable String selector) {
        return consumer(destination, session -> session.createConsumer(destination, selector));
    }

    @Override
    public JMSConsumer createConsumer(Destination destination, @Nullable String selector, boolean noLocal) {
        return consumer(destination, session -> session.createConsumer(destination, selector, noLocal));
    }

    @Override
    public JMSConsumer createDurableConsumer(Topic topic, String name) {
        return consumer(topic, session -> session.createDurableConsumer(topic, name));
    }

    @Override
    public JMSConsumer createDurableConsumer(Topic topic, String name, @Nullable String selector, boolean noLocal) {
        return consumer(topic, session -> session.createDurableConsumer(topic, name, selector, noLocal));
    }

    @Override
    public JMSConsumer createSharedDurableConsumer(Topic topic, String name) {
        return consumer(topic, session -> session.createSharedDurableConsumer(topic, name));
    }

    @Override
    public JMSConsumer createSharedDurableConsumer(Topic topic, String name, @Nullable String selector) {
        return consumer(topic, session -> session.createSharedDurableConsumer(topic, name, selector));
    }

    @Override
    public JMSConsumer createSharedConsumer(Topic topic, String name) {
        return consumer(topic, session -> session.createSharedConsumer(topic, name));
    }

    @Override
    public JMSConsumer createSharedConsumer(Topic topic, String name, @Nullable String selector) {
        return consumer(topic, session -> session.createSharedConsumer(topic, name, selector));
    }

    @Override
    public Queue createQueue(String name) {
        return onSession(session -> session.createQueue(name));
    }

    @Override
    public Topic createTopic(String name) {
        return onSession(session -> session.createTopic(name));
    }

    @Override
    public QueueBrowser createBrowser(Queue queue) {
        Required.destination(queue, "browse");
        return started(session -> session.createBrowser(queue));
    }

    @Override
    public QueueBrowser createBrowser(Queue queue, @Nullable String selector) {
        Required.destination(queue, "browse");
        return started(session -> session.createBrowser(queue, selector));
    }

    @Override
    public TemporaryQueue createTemporaryQueue() {
        return onSession(Session::createTemporaryQueue);
    }

    @Override
    public TemporaryTopic createTemporaryTopic() {
        return onSession(Session::createTemporaryTopic);
    }

    @Override
    public void unsubscribe(String name) {
        RuntimeErrors.run(() -> underlying.session().unsubscribe(name));
    }

    private static void requireMode(int sessionMode) {
        Required.that(
                SESSION_MODES.contains(sessionMode),
                "there is no session mode " + sessionMode + "; see the constants of JMSContext");
    }

    private <T> T onSession(SessionCall<T> call) {
        return RuntimeErrors.call(() -> call.on(underlying.session()));
    }

    private JMSConsumer consumer(@Nullable Destination destination, SessionCall<MessageConsumer> creation) {
        Required.destination(destination, "consume");
        return new JMSConsumerImpl(started(creation));
    }

    private <T> T started(SessionCall<T> creation) {
        return RuntimeErrors.call(() -> {
            T receiving = creation.on(underlying.session());
            if (autoStart) {
                underlying.connection().start();
            }
            return receiving;
        });
    }

    /** A call on the session of the context. */
    @FunctionalInterface
    private interface SessionCall<T> {
        T on(Session session) throws JMSException;
    }
}
