package io.amqpjms.jms.internal.context;

import io.amqpjms.jms.internal.context.BodyReceiver.BodyCheck;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.TextMessage;
import org.jspecify.annotations.Nullable;

/** The body that one {@code receiveBody} waits for; confined to its thread. JMS 3.1 §8.6. */
final class WantedBody<T> implements BodyCheck {
    private final Class<T> type;
    private @Nullable Message seen;
    private @Nullable T body;

    WantedBody(Class<T> type) {
        this.type = type;
    }

    @Override
    public void look(Message message) throws JMSException {
        if (!hasBodyObject(message)) {
            throw new MessageFormatException(
                    "a message without a body of its own, or a stream, has no body to receive as " + type.getName()
                            + "; use receive");
        }
        body = message.getBody(type);
        seen = message;
        if (body == null) {
            throw new MessageFormatException("the message has no body to receive as " + type.getName());
        }
    }

    /** The body of the received message, read now if the consumer did not ask before. */
    @Nullable
    T of(@Nullable Message received) throws JMSException {
        if (received != null && received != seen) {
            look(received);
        }
        return received == null ? null : body;
    }

    private static boolean hasBodyObject(Message message) {
        return message instanceof TextMessage
                || message instanceof BytesMessage
                || message instanceof MapMessage
                || message instanceof ObjectMessage;
    }
}
