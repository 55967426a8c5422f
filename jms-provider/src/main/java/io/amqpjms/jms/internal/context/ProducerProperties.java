package io.amqpjms.jms.internal.context;

import io.amqpjms.mapping.Conversions;
import io.amqpjms.mapping.PropertyNames;
import io.amqpjms.mapping.TypedValues;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The message properties set on a producer; confined to the producer's thread. JMS 3.1 §7.5. */
final class ProducerProperties {
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    void set(@Nullable String name, @Nullable Object value) throws MessageFormatException {
        String required = PropertyNames.require(name);
        values.put(required, TypedValues.ofProperty(value, required));
    }

    @Nullable
    Object get(String name) {
        return values.get(name);
    }

    /** The value of a property as a conversion reads it, or as it reads null if there is none. */
    <T> T read(String name, Conversion<T> conversion) throws MessageFormatException {
        return conversion.of(values.get(name), shown(name));
    }

    @Nullable
    String readText(String name) throws MessageFormatException {
        return Conversions.toText(values.get(name), shown(name));
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** A view that follows every change. */
    Set<String> names() {
        return Collections.unmodifiableSet(values.keySet());
    }

    void clear() {
        values.clear();
    }

    /** Sets them on a message, over its own of the same names. */
    void putOn(Message message) throws JMSException {
        for (Map.Entry<String, @Nullable Object> property : values.entrySet()) {
            message.setObjectProperty(property.getKey(), property.getValue());
        }
    }

    private static String shown(String name) {
        return "property '" + name + '\'';
    }

    /** One column of the conversion table, with what to call the value in a complaint. */
    @FunctionalInterface
    interface Conversion<T> {
        T of(@Nullable Object value, String name) throws MessageFormatException;
    }
}
