package io.amqpjms.jms.internal.legacy;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import org.jspecify.annotations.Nullable;

/** What both domains show of a consumer; used by one thread at a time but for {@link #close()}, as the consumer is. */
abstract sealed class ConsumerView implements MessageConsumer permits QueueReceiverView, TopicSubscriberView {
    private final MessageConsumer consumer;

    ConsumerView(MessageConsumer consumer) {
        this.consumer = consumer;
    }

    /** Throws if the consumer is closed, as any question to it does. */
    final void requireOpen() throws JMSException {
        consumer.getMessageSelector();
    }

    @Override
    public @Nullable String getMessageSelector() throws JMSException {
        return consumer.getMessageSelector();
    }

    @Override
    public @Nullable MessageListener getMessageListener() throws JMSException {
        return consumer.getMessageListener();
    }

    @Override
    public void setMessageListener(@Nullable MessageListener listener) throws JMSException {
        consumer.setMessageListener(listener);
    }

    @Override
    public @Nullable Message receive() throws JMSException {
        return consumer.receive();
    }

    @Override
    public @Nullable Message receive(long timeout) throws JMSException {
        return consumer.receive(timeout);
    }

    @Override
    public @Nullable Message receiveNoWait() throws JMSException {
        return consumer.receiveNoWait();
    }

    @Override
    public void close() throws JMSException {
        consumer.close();
    }

    @Override
    public String toString() {
        return consumer.toString();
    }
}
