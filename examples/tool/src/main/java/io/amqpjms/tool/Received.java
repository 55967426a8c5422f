package io.amqpjms.tool;

import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Queue;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of a message. Immutable, but for its bytes.
 *
 * @param type {@code text}, {@code bytes}, {@code map}, {@code stream}, {@code object} or {@code message}
 * @param headers the JMS headers that are set, by their names
 * @param properties the properties, by their names
 * @param body a string, bytes, a map, a list, a value of another type, or null; a serialized object is null, since it is not to be
 *     deserialized
 */
record Received(
        String type,
        Map<String, Object> headers,
        Map<String, @Nullable Object> properties,
        @Nullable Object body) {

    /** What an object message has whose body is a value that every language knows. */
    private static final String TYPED = "JMS_AMQP_TYPED_ENCODING";

    static Received of(Message message) throws JMSException {
        return new Received(type(message), headersOf(message), propertiesOf(message), bodyOf(message));
    }

    /** Whether the body is an object that only Java can make out. */
    boolean isSerialized() {
        return type.equals("object") && !Boolean.TRUE.equals(properties.get(TYPED));
    }

    private static String type(Message message) {
        if (message instanceof TextMessage) {
            return "text";
        }
        if (message instanceof BytesMessage) {
            return "bytes";
        }
        if (message instanceof MapMessage) {
            return "map";
        }
        if (message instanceof StreamMessage) {
            return "stream";
        }
        return message instanceof ObjectMessage ? "object" : "message";
    }

    private static Map<String, Object> headersOf(Message message) throws JMSException {
        Map<String, Object> headers = new LinkedHashMap<>();
        put(headers, "JMSMessageID", message.getJMSMessageID());
        put(headers, "JMSDestination", placeOf(message.getJMSDestination()));
        put(headers, "JMSTimestamp", time(message.getJMSTimestamp()));
        put(headers, "JMSDeliveryTime", time(message.getJMSDeliveryTime()));
        put(headers, "JMSExpiration", time(message.getJMSExpiration()));
        put(headers, "JMSCorrelationID", message.getJMSCorrelationID());
        put(headers, "JMSReplyTo", placeOf(message.getJMSReplyTo()));
        put(headers, "JMSType", message.getJMSType());
        boolean persistent = message.getJMSDeliveryMode() == DeliveryMode.PERSISTENT;
        headers.put("JMSDeliveryMode", persistent ? "PERSISTENT" : "NON_PERSISTENT");
        headers.put("JMSPriority", message.getJMSPriority());
        headers.put("JMSRedelivered", message.getJMSRedelivered());
        return headers;
    }

    private static void put(Map<String, Object> headers, String name, @Nullable Object value) {
        if (value != null) {
            headers.put(name, value);
        }
    }

    private static @Nullable Long time(long millis) {
        return millis == 0 ? null : millis;
    }

    private static @Nullable String placeOf(@Nullable Destination destination) throws JMSException {
        if (destination instanceof Topic topic) {
            return "topic:" + topic.getTopicName();
        }
        return destination instanceof Queue queue ? "queue:" + queue.getQueueName() : null;
    }

    private static Map<String, @Nullable Object> propertiesOf(Message message) throws JMSException {
        Map<String, @Nullable Object> properties = new TreeMap<>();
        for (Enumeration<?> names = message.getPropertyNames(); names.hasMoreElements(); ) {
            String name = (String) names.nextElement();
            properties.put(name, message.getObjectProperty(name));
        }
        return properties;
    }

    private static @Nullable Object bodyOf(Message message) throws JMSException {
        if (message instanceof TextMessage text) {
            return text.getText();
        }
        if (message instanceof BytesMessage bytes) {
            byte[] all = new byte[Math.toIntExact(bytes.getBodyLength())];
            bytes.readBytes(all);
            return all;
        }
        if (message instanceof MapMessage map) {
            Map<String, @Nullable Object> entries = new TreeMap<>();
            for (Enumeration<?> names = map.getMapNames(); names.hasMoreElements(); ) {
                String name = (String) names.nextElement();
                entries.put(name, map.getObject(name));
            }
            return entries;
        }
        if (message instanceof ObjectMessage object) {
            return object.getBooleanProperty(TYPED) ? object.getObject() : null;
        }
        return message instanceof StreamMessage stream ? elementsOf(stream) : null;
    }

    private static List<@Nullable Object> elementsOf(StreamMessage stream) throws JMSException {
        List<@Nullable Object> elements = new ArrayList<>();
        try {
            while (true) {
                elements.add(stream.readObject());
            }
        } catch (MessageEOFException e) {
            // The only way in which a stream message tells its end (JMS 3.1 §3.11.3).
            return elements;
        }
    }
}
