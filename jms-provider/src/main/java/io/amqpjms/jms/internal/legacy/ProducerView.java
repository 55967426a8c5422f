package io.amqpjms.jms.internal.legacy;

import jakarta.jms.CompletionListener;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import org.jspecify.annotations.Nullable;

/** What both domains show of a producer; used by one thread at a time, as the producer is. */
abstract sealed class ProducerView implements MessageProducer permits QueueSenderView, TopicPublisherView {
    private final MessageProducer producer;

    ProducerView(MessageProducer producer) {
        this.producer = producer;
    }

    @Override
    public void setDisableMessageID(boolean disabled) throws JMSException {
        producer.setDisableMessageID(disabled);
    }

    @Override
    public boolean getDisableMessageID() throws JMSException {
        return producer.getDisableMessageID();
    }

    @Override
    public void setDisableMessageTimestamp(boolean disabled) throws JMSException {
        producer.setDisableMessageTimestamp(disabled);
    }

    @Override
    public boolean getDisableMessageTimestamp() throws JMSException {
        return producer.getDisableMessageTimestamp();
    }

    @Override
    public void setDeliveryMode(int deliveryMode) throws JMSException {
        producer.setDeliveryMode(deliveryMode);
    }

    @Override
    public int getDeliveryMode() throws JMSException {
        return producer.getDeliveryMode();
    }

    @Override
    public void setPriority(int priority) throws JMSException {
        producer.setPriority(priority);
    }

    @Override
    public int getPriority() throws JMSException {
        return producer.getPriority();
    }

    @Override
    public void setTimeToLive(long milliseconds) throws JMSException {
        producer.setTimeToLive(milliseconds);
    }

    @Override
    public long getTimeToLive() throws JMSException {
        return producer.getTimeToLive();
    }

    @Override
    public void setDeliveryDelay(long milliseconds) throws JMSException {
        producer.setDeliveryDelay(milliseconds);
    }

    @Override
    public long getDeliveryDelay() throws JMSException {
        return producer.getDeliveryDelay();
    }

    @Override
    public @Nullable Destination getDestination() throws JMSException {
        return producer.getDestination();
    }

    @Override
    public void close() throws JMSException {
        producer.close();
    }

    @Override
    public void send(Message message) throws JMSException {
        producer.send(message);
    }

    @Override
    public void send(Message message, int deliveryMode, int priority, long timeToLive) throws JMSException {
        producer.send(message, deliveryMode, priority, timeToLive);
    }

    @Override
    public void send(Destination destination, Message message) throws JMSException {
        producer.send(destination, message);
    }

    @Override
    public void send(Destination destination, Message message, int deliveryMode, int priority, long timeToLive)
            throws JMSException {
        producer.send(destination, message, deliveryMode, priority, timeToLive);
    }

    @Override
    public void send(Message message, CompletionListener listener) throws JMSException {
        producer.send(message, listener);
    }

    @Override
    public void send(Message message, int deliveryMode, int priority, long timeToLive, CompletionListener listener)
            throws JMSException {
        producer.send(message, deliveryMode, priority, timeToLive, listener);
    }

    @Override
    public void send(Destination destination, Message message, CompletionListener listener) throws JMSException {
        producer.send(destination, message, listener);
    }

    @Override
    public void send(
            Destination destination,
            Message message,
            int deliveryMode,
            int priority,
            long timeToLive,
            CompletionListener listener)
            throws JMSException {
        producer.send(destination, message, deliveryMode, priority, timeToLive, listener);
    }

    @Override
    public String toString() {
        return producer.toString();
    }
}
