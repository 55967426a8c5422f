package io.amqpjms.jms.internal.legacy;

import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.Topic;
import jakarta.jms.TopicPublisher;
import jakarta.jms.TopicSession;
import jakarta.jms.TopicSubscriber;
import org.jspecify.annotations.Nullable;

/** A session of the topic domain; used by one thread at a time. */
final class TopicSessionView extends SessionView implements TopicSession {
    TopicSessionView(Session session) {
        super(session);
    }

    @Override
    public TopicPublisher createPublisher(@Nullable Topic topic) throws JMSException {
        return new TopicPublisherView(createProducer(topic));
    }

    @Override
    public TopicSubscriber createSubscriber(Topic topic) throws JMSException {
        return new TopicSubscriberView(createConsumer(topic), topic, false);
    }

    @Override
    public TopicSubscriber createSubscriber(Topic topic, @Nullable String selector, boolean noLocal)
            throws JMSException {
        return new TopicSubscriberView(createConsumer(topic, selector, noLocal), topic, noLocal);
    }

    @Override
    public Queue createQueue(String name) throws JMSException {
        throw OtherDomain.refuses("createQueue", "TopicSession");
    }

    @Override
    public TemporaryQueue createTemporaryQueue() throws JMSException {
        throw OtherDomain.refuses("createTemporaryQueue", "TopicSession");
    }

    @Override
    public QueueBrowser createBrowser(Queue queue) throws JMSException {
        throw OtherDomain.refuses("createBrowser", "TopicSession");
    }

    @Override
    public QueueBrowser createBrowser(Queue queue, @Nullable String selector) throws JMSException {
        throw OtherDomain.refuses("createBrowser", "TopicSession");
    }
}
