package io.amqpjms.benchmarks.codec;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The common messages, each with the same five properties. */
public enum Sample {
    TEXT_100("text of 100 characters"),
    TEXT_1K("text of 1 KB"),
    BYTES_1K("1 KB of bytes"),
    MAP_10("map of 10 items");

    /** What the messages say besides. */
    static final Map<String, Object> PROPERTIES = properties();

    private final String title;

    Sample(String title) {
        this.title = title;
    }

    private static Map<String, Object> items() {
        Map<String, Object> items = new LinkedHashMap<>();
        for (int i = 0; i < 5; i++) {
            items.put("number" + i, i * 1_000L);
            items.put("text" + i, "value " + i);
        }
        return items;
    }

    private static Map<String, Object> properties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("region", "north");
        properties.put("attempt", 3);
        properties.put("amount", 12.5);
        properties.put("urgent", true);
        properties.put("account", 123_456_789_012L);
        return properties;
    }

    String title() {
        return title;
    }

    /** A String, a byte[] or a Map. */
    Object body() {
        return switch (this) {
            case TEXT_100 -> "x".repeat(100);
            case TEXT_1K -> "x".repeat(1024);
            case BYTES_1K -> new byte[1024];
            case MAP_10 -> items();
        };
    }

    /** Makes the message say this. */
    void fill(Message message) throws JMSException {
        if (message instanceof TextMessage text) {
            text.setText((String) body());
        } else if (message instanceof BytesMessage bytes) {
            bytes.writeBytes((byte[]) body());
        } else if (message instanceof MapMessage map) {
            for (Map.Entry<?, ?> item : ((Map<?, ?>) body()).entrySet()) {
                map.setObject((String) item.getKey(), item.getValue());
            }
        }
        for (Map.Entry<String, Object> property : PROPERTIES.entrySet()) {
            message.setObjectProperty(property.getKey(), property.getValue());
        }
    }

    /** Reads everything. */
    static int read(Message message) throws JMSException {
        int sum = 0;
        if (message instanceof TextMessage text) {
            sum = text.getText().length();
        } else if (message instanceof BytesMessage bytes) {
            byte[] content = new byte[(int) bytes.getBodyLength()];
            sum = bytes.readBytes(content);
        } else if (message instanceof MapMessage map) {
            for (Enumeration<?> names = map.getMapNames(); names.hasMoreElements(); ) {
                sum += Objects.hashCode(map.getObject((String) names.nextElement()));
            }
        }
        for (String name : PROPERTIES.keySet()) {
            sum += message.getObjectProperty(name).hashCode();
        }
        return sum;
    }
}
