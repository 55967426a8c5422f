package io.amqpjms.jms.internal.legacy;

import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.QueueReceiver;
import jakarta.jms.QueueSender;
import jakarta.jms.QueueSession;
import jakarta.jms.Session;
import jakarta.jms.TemporaryTopic;
import jakarta.jms.Topic;
import jakarta.jms.TopicSubscriber;
import org.jspecify.annotations.Nullable;

/** A session of the queue domain; used by one thread at a time. */
final class QueueSessionView extends SessionView implements QueueSession {
    QueueSessionView(Session session) {
        super(session);
    }

    @Override
    public QueueSender createSender(@Nullable Queue queue) throws JMSException {
        return new QueueSenderView(createProducer(queue));
    }

    @Override
    public QueueReceiver createReceiver(Queue queue) throws JMSException {
        return new QueueReceiverView(createConsumer(queue), queue);
    }

    @Override
    public QueueReceiver createReceiver(Queue queue, @Nullable String selector) throws JMSException {
        return new QueueReceiverView(createConsumer(queue, selector), queue);
    }

    @Override
    public Topic createTopic(String name) throws JMSException {
        throw OtherDomain.refuses("createTopic", "QueueSession");
    }

    @Override
    public TemporaryTopic createTemporaryTopic() throws JMSException {
        throw OtherDomain.refuses("createTemporaryTopic", "QueueSession");
    }

    @Override
    public TopicSubscriber createDurableSubscriber(Topic topic, String name) throws JMSException {
        throw OtherDomain.refuses("createDurableSubscriber", "QueueSession");
    }

    @Override
    public TopicSubscriber createDurableSubscriber(Topic topic, String name, @Nullable String selector, boolean noLocal)
            throws JMSException {
        throw OtherDomain.refuses("createDurableSubscriber", "QueueSession");
    }

    @Override
    public MessageConsumer createDurableConsumer(Topic topic, String name) throws JMSException {
        throw OtherDomain.refuses("createDurableConsumer", "QueueSession");
    }

    @Override
    public MessageConsumer createDurableConsumer(Topic topic, String name, @Nullable String selector, boolean noLocal)
            throws JMSException {
        throw OtherDomain.refuses("createDurableConsumer", "QueueSession");
    }

    @Override
    public MessageConsumer createSharedConsumer(Topic topic, String name) throws JMSException {
        throw OtherDomain.refuses("createSharedConsumer", "QueueSession");
    }

    @Override
    public MessageConsumer createSharedConsumer(Topic topic, String name, @Nullable String selector)
            throws JMSException {
        throw OtherDomain.refuses("createSharedConsumer", "QueueSession");
    }

    @Override
    public MessageConsumer createSharedDurableConsumer(Topic topic, String name) throws JMSException {
        throw OtherDomain.refuses("createSharedDurableConsumer", "QueueSession");
    }

    @Override
    public MessageConsumer createSharedDurableConsumer(Topic topic, String name, @Nullable String selector)
            throws JMSException {
        throw OtherDomain.refuses("createSharedDurableConsumer", "QueueSession");
    }

    @Override
    public void unsubscribe(String name) throws JMSException {
        throw OtherDomain.refuses("unsubscribe", "QueueSession");
    }
}
