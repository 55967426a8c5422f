package io.amqpjms.jms;

import java.io.Serial;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/** The serialized form of a connection factory: its properties, never a password. Immutable. */
final class StoredFactory implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    private final LinkedHashMap<String, String> properties;

    StoredFactory(Map<String, String> properties) {
        this.properties = new LinkedHashMap<>(properties);
    }

    @Serial
    private Object readResolve() {
        AmqpConnectionFactory factory = new AmqpConnectionFactory();
        factory.setProperties(properties);
        return factory;
    }
}
