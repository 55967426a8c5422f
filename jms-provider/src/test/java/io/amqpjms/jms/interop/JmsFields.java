package io.amqpjms.jms.interop;

import io.amqpjms.engine.message.AmqpChar;
import io.amqpjms.engine.message.Binary;
import io.amqpjms.engine.message.Body;
import io.amqpjms.mapping.message.JmsMessage;
import jakarta.jms.BytesMessage;
import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JMS messages by the fields of an {@link Exchange}. The body is {@code text}, {@code bytes}, {@code map}, {@code
 * stream}, {@code serialized}, {@code object} (an AMQP value) or {@code message}; headers go by their JMS names, {@code
 * property.<name>} is a property. What only a producer can say is {@code timeToLive}, what only the connection, {@code user}.
 */
final class JmsFields {

    private static final String PROPERTY = "property.";
    private static final String TYPED = "JMS_AMQP_TYPED_ENCODING";

    private JmsFields() {}

    static void send(JMSContext context, Queue queue, Fields fields) throws JMSException {
        Message message = null;
        JMSProducer producer = context.createProducer();
        for (Map.Entry<String, String> field : fields.values().entrySet()) {
            Object value = ValueText.parse(field.getValue());
            if (message == null) {
                message = body(context, field.getKey(), value);
            } else if (field.getKey().startsWith(PROPERTY)) {
                message.setObjectProperty(field.getKey().substring(PROPERTY.length()), value);
            } else {
                setHeader(context, message, producer, field.getKey(), value);
            }
        }
        producer.send(queue, message);
    }

    private static Message body(JMSContext context, String kind, @Nullable Object value) throws JMSException {
        return switch (kind) {
            case "text" -> context.createTextMessage((String) value);
            case "bytes" -> {
                BytesMessage message = context.createBytesMessage();
                message.writeBytes(((Binary) value).toByteArray());
                yield message;
            }
            case "map" -> {
                MapMessage message = context.createMapMessage();
                for (Map.Entry<?, ?> item : ((Map<?, ?>) value).entrySet()) {
                    message.setObject((String) item.getKey(), ofJava(item.getValue()));
                }
                yield message;
            }
            case "stream" -> {
                StreamMessage message = context.createStreamMessage();
                for (Object item : (List<?>) value) {
                    message.writeObject(ofJava(item));
                }
                yield message;
            }
            case "serialized" -> context.createObjectMessage((Serializable) value);
            case "object" -> {
                ObjectMessage message = context.createObjectMessage();
                message.setBooleanProperty(TYPED, true);
                message.setObject((Serializable) value);
                yield message;
            }
            case "message" -> context.createMessage();
            default -> throw new IllegalArgumentException("no such body: " + kind);
        };
    }

    private static @Nullable Object ofJava(@Nullable Object value) {
        if (value instanceof AmqpChar character) {
            return (char) character.codePoint();
        }
        return value instanceof Binary binary ? binary.toByteArray() : value;
    }

    private static void setHeader(
            JMSContext context, Message message, JMSProducer producer, String name, @Nullable Object value)
            throws JMSException {
        switch (name) {
            case "JMSType" -> message.setJMSType((String) value);
            case "JMSCorrelationID" -> message.setJMSCorrelationID((String) value);
            case "JMSCorrelationIDAsBytes" -> message.setJMSCorrelationIDAsBytes(((Binary) value).toByteArray());
            case "JMSReplyTo" -> message.setJMSReplyTo(destination(context, (String) value));
            case "JMSPriority" -> producer.setPriority((int) value);
            case "JMSDeliveryMode" -> producer.setDeliveryMode((int) value);
            case "timeToLive" -> producer.setTimeToLive((long) value);
            case "user" -> {
                // The connection's.
            }
            default -> throw new IllegalArgumentException("no such header: " + name);
        }
    }

    private static @Nullable Destination destination(JMSContext context, @Nullable String kindAndName) {
        if (kindAndName == null) {
            return null;
        }
        String name = kindAndName.substring(kindAndName.indexOf(' ') + 1);
        return kindAndName.startsWith("topic") ? context.createTopic(name) : context.createQueue(name);
    }

    /** The fields that the received message has of these names. */
    static Fields of(Message message, Fields names) throws JMSException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : names.values().keySet()) {
            values.put(name, value(message, name));
        }
        return new Fields(values);
    }

    private static String value(Message message, String name) throws JMSException {
        if (name.startsWith(PROPERTY)) {
            String property = name.substring(PROPERTY.length());
            return message.propertyExists(property) ? shown(message.getObjectProperty(property)) : Fields.ABSENT;
        }
        return switch (name) {
            case "JMSType" -> shown(message.getJMSType());
            case "JMSMessageID" -> shown(message.getJMSMessageID());
            case "JMSCorrelationID" -> shown(message.getJMSCorrelationID());
            case "JMSCorrelationIDAsBytes" -> shown(message.getJMSCorrelationIDAsBytes());
            case "JMSReplyTo" -> shown(described(message.getJMSReplyTo()));
            case "JMSPriority" -> shown(message.getJMSPriority());
            case "JMSDeliveryMode" -> shown(message.getJMSDeliveryMode());
            case "JMSRedelivered" -> shown(message.getJMSRedelivered());
            case "JMSTimestamp" -> shown(message.getJMSTimestamp());
            case "JMSDeliveryTime" -> shown(message.getJMSDeliveryTime());
            case "JMSExpiration" -> message.getJMSExpiration() == 0 ? Fields.ABSENT : shown(message.getJMSExpiration());
            default -> body(message, name);
        };
    }

    /** The body if the message is of that kind, else what it is instead. */
    private static String body(Message message, String kind) throws JMSException {
        if (message instanceof TextMessage text && kind.equals("text")) {
            return shown(text.getText());
        }
        if (message instanceof BytesMessage bytes && kind.equals("bytes")) {
            byte[] content = new byte[(int) bytes.getBodyLength()];
            bytes.readBytes(content);
            return shown(content);
        }
        if (message instanceof MapMessage map && kind.equals("map")) {
            return shown(items(map));
        }
        if (message instanceof StreamMessage stream && kind.equals("stream")) {
            return shown(items(stream));
        }
        if (message instanceof ObjectMessage object
                && kind.equals(object.propertyExists(TYPED) ? "object" : "serialized")) {
            return shown(kind.equals("object") ? amqpValue(object) : object.getObject());
        }
        boolean isPlain = !(message instanceof TextMessage
                || message instanceof BytesMessage
                || message instanceof MapMessage
                || message instanceof StreamMessage
                || message instanceof ObjectMessage);
        return isPlain && kind.equals("message") ? "null" : message.getClass().getSimpleName();
    }

    private static @Nullable Object amqpValue(ObjectMessage message) throws JMSException {
        Body body = ((JmsMessage) message).amqp().body();
        return body instanceof Body.Value found ? found.value() : body;
    }

    private static Map<String, @Nullable Object> items(MapMessage map) throws JMSException {
        Map<String, @Nullable Object> items = new LinkedHashMap<>();
        for (Enumeration<?> names = map.getMapNames(); names.hasMoreElements(); ) {
            String name = (String) names.nextElement();
            items.put(name, map.getObject(name));
        }
        return items;
    }

    private static List<@Nullable Object> items(StreamMessage stream) throws JMSException {
        List<@Nullable Object> items = new ArrayList<>();
        try {
            while (true) {
                items.add(stream.readObject());
            }
        } catch (MessageEOFException end) {
            return items;
        }
    }

    private static @Nullable String described(@Nullable Destination destination) throws JMSException {
        if (destination instanceof Queue queue) {
            return "queue " + queue.getQueueName();
        }
        return destination instanceof Topic topic ? "topic " + topic.getTopicName() : null;
    }

    private static String shown(@Nullable Object value) {
        return ValueText.show(value);
    }
}
