package io.amqpjms.jms.internal.legacy;

import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Topic;
import jakarta.jms.TopicSubscriber;

/** A consumer of the topic domain; used by one thread at a time but for {@link #close()}. */
final class TopicSubscriberView extends ConsumerView implements TopicSubscriber {
    private final Topic topic;
    private final boolean noLocal;

    TopicSubscriberView(MessageConsumer consumer, Topic topic, boolean noLocal) {
        super(consumer);
        this.topic = topic;
        this.noLocal = noLocal;
    }

    @Override
    public Topic getTopic() throws JMSException {
        requireOpen();
        return topic;
    }

    @Override
    public boolean getNoLocal() throws JMSException {
        requireOpen();
        return noLocal;
    }
}
