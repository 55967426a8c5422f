package io.amqpjms.jms.internal;

import io.amqpjms.jms.internal.context.AcknowledgingSession;
import io.amqpjms.mapping.AmqpQueue;
import io.amqpjms.mapping.AmqpTopic;
import jakarta.jms.BytesMessage;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What a session does without the broker: it makes messages and names destinations. Used by one thread at a time. */
abstract class LocalSession implements AcknowledgingSession {
    private final MessageFactory messages;

    LocalSession(MessageFactory messages) {
        this.messages = messages;
    }

    /** Throws unless the session can be used. */
    abstract void requireOpen() throws JMSException;

    @Override
    public Queue createQueue(String name) throws JMSException {
        requireOpen();
        return new AmqpQueue(requireName(name));
    }

    @Override
    public Topic createTopic(String name) throws JMSException {
        requireOpen();
        return new AmqpTopic(requireName(name));
    }

    private static String requireName(@Nullable String name) throws JMSException {
        if (name == null || name.isEmpty()) {
            throw new InvalidDestinationException("A destination must have a name", "amqp:not-found");
        }
        return name;
    }

    @Override
    public BytesMessage createBytesMessage() throws JMSException {
        requireOpen();
        return messages.bytes();
    }

    @Override
    public MapMessage createMapMessage() throws JMSException {
        requireOpen();
        return messages.map();
    }

    @Override
    public Message createMessage() throws JMSException {
        requireOpen();
        return messages.plain();
    }

    @Override
    public ObjectMessage createObjectMessage() throws JMSException {
        requireOpen();
        return messages.object();
    }

    @Override
    public ObjectMessage createObjectMessage(@Nullable Serializable object) throws JMSException {
        requireOpen();
        return messages.object(object);
    }

    @Override
    public StreamMessage createStreamMessage() throws JMSException {
        requireOpen();
        return messages.stream();
    }

    @Override
    public TextMessage createTextMessage() throws JMSException {
        requireOpen();
        return messages.text();
    }

    @Override
    public TextMessage createTextMessage(@Nullable String text) throws JMSException {
        requireOpen();
        return messages.text(text);
    }
}
