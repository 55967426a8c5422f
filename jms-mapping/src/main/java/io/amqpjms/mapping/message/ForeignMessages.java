package io.amqpjms.mapping.message;

import jakarta.jms.BytesMessage;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages of other providers, which a producer must take as well (JMS 3.1 §3.12). Stateless. */
public final class ForeignMessages {

    private ForeignMessages() {}

    /** One of ours as it is; of another provider's message a copy that says the same. */
    public static JmsMessage adopt(Message message, MessageSettings settings) throws JMSException {
        if (message instanceof JmsMessage ours) {
            return ours;
        }
        JmsMessage copy = copyOfBody(message, settings);
        copyHeaders(message, copy);
        copyProperties(message, copy);
        return copy;
    }

    /** Tells the message that the application holds what the provider decided when its copy was sent (JMS 3.1 §3.4.11). */
    public static void reportSent(JmsMessage sent, Message foreign) throws JMSException {
        if (sent == foreign) {
            return;
        }
        foreign.setJMSDestination(sent.getJMSDestination());
        foreign.setJMSDeliveryMode(sent.getJMSDeliveryMode());
        foreign.setJMSExpiration(sent.getJMSExpiration());
        foreign.setJMSDeliveryTime(sent.getJMSDeliveryTime());
        foreign.setJMSPriority(sent.getJMSPriority());
        foreign.setJMSMessageID(sent.getJMSMessageID());
        foreign.setJMSTimestamp(sent.getJMSTimestamp());
    }

    private static JmsMessage copyOfBody(Message message, MessageSettings settings) throws JMSException {
        if (message instanceof TextMessage text) {
            JmsTextMessage copy = new JmsTextMessage(settings);
            copy.setText(text.getText());
            return copy;
        }
        if (message instanceof BytesMessage bytes) {
            return copyOf(bytes, new JmsBytesMessage(settings));
        }
        if (message instanceof MapMessage map) {
            return copyOf(map, new JmsMapMessage(settings));
        }
        if (message instanceof StreamMessage stream) {
            return copyOf(stream, new JmsStreamMessage(settings));
        }
        if (message instanceof ObjectMessage object) {
            JmsObjectMessage copy = new JmsObjectMessage(settings);
            copy.setObject(object.getObject());
            return copy;
        }
        return new JmsPlainMessage(settings);
    }

    /** Byte by byte, for that much every implementation gets right. */
    private static JmsMessage copyOf(BytesMessage bytes, JmsBytesMessage copy) throws JMSException {
        bytes.reset();
        try {
            while (true) {
                copy.writeByte(bytes.readByte());
            }
        } catch (MessageEOFException end) {
            return copy;
        }
    }

    private static JmsMessage copyOf(MapMessage map, JmsMapMessage copy) throws JMSException {
        for (String key : names(map.getMapNames())) {
            copy.setObject(key, map.getObject(key));
        }
        return copy;
    }

    private static JmsMessage copyOf(StreamMessage stream, JmsStreamMessage copy) throws JMSException {
        stream.reset();
        try {
            while (true) {
                copy.writeObject(stream.readObject());
            }
        } catch (MessageEOFException end) {
            return copy;
        }
    }

    private static void copyHeaders(Message message, JmsMessage copy) throws JMSException {
        copy.setJMSType(message.getJMSType());
        String correlationId = message.getJMSCorrelationID();
        if (correlationId != null) {
            copy.setJMSCorrelationID(correlationId);
        }
        @Nullable Destination replyTo = message.getJMSReplyTo();
        if (replyTo != null) {
            copy.setJMSReplyTo(replyTo);
        }
    }

    /** Properties that a provider sets are its own affair. */
    private static void copyProperties(Message message, JmsMessage copy) throws JMSException {
        for (String key : names(message.getPropertyNames())) {
            boolean ofTheProvider =
                    key.startsWith("JMSX") && !key.startsWith("JMSXGroup") && ReservedProperty.of(key) != null;
            if (!ofTheProvider) {
                copy.setObjectProperty(key, message.getObjectProperty(key));
            }
        }
    }

    private static List<String> names(Enumeration<?> enumeration) {
        List<String> names = new ArrayList<>();
        while (enumeration.hasMoreElements()) {
            names.add(String.valueOf(enumeration.nextElement()));
        }
        return names;
    }
}
