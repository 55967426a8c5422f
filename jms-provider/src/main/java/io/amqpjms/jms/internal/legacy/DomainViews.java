package io.amqpjms.jms.internal.legacy;

import jakarta.jms.Connection;
import jakarta.jms.MessageConsumer;
import jakarta.jms.QueueConnection;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnection;
import jakarta.jms.TopicSubscriber;

/** Makes the views; each is as free of threads as what it shows. JMS 3.1 §2.6.4. */
public final class DomainViews {
    private DomainViews() {}

    public static QueueConnection queues(Connection connection) {
        return new QueueConnectionView(connection);
    }

    public static TopicConnection topics(Connection connection) {
        return new TopicConnectionView(connection);
    }

    /** What {@code createDurableSubscriber} returns, of the classic session too. */
    public static TopicSubscriber subscriber(MessageConsumer consumer, Topic topic, boolean noLocal) {
        return new TopicSubscriberView(consumer, topic, noLocal);
    }

    /** The classic session under a view; any other session as it is. A server session may hold either. */
    public static Session classic(Session session) {
        return session instanceof SessionView view ? view.session() : session;
    }
}
