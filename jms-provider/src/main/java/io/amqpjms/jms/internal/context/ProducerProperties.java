package io.amqpjms.jms.internal.context;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatRuntimeException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The message properties set on a producer, with the conversions of message properties; confined to the producer's
 * thread. JMS 3.1 §3.5.4, §7.5.
 */
final class ProducerProperties {
    private static final Set<Class<?>> TYPES = Set.of(
            Boolean.class, Byte.class, Short.class, Integer.class, Long.class, Float.class, Double.class, String.class);

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    void set(@Nullable String name, @Nullable Object value) {
        String required = Required.propertyName(name);
        if (value != null && !TYPES.contains(value.getClass())) {
            throw new MessageFormatRuntimeException("property '" + required + "' cannot hold a "
                    + value.getClass().getName() + "; it takes strings and boxed primitives other than char");
        }
        values.put(required, value);
    }

    void clear() {
        values.clear();
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Set<String> names() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /** Sets them on a message, over its own of the same names. */
    void putOn(Message message) throws JMSException {
        for (Map.Entry<String, @Nullable Object> property : values.entrySet()) {
            message.setObjectProperty(property.getKey(), property.getValue());
        }
    }

    @Nullable
    Object object(String name) {
        return values.get(name);
    }

    @Nullable
    String string(String name) {
        Object value = values.get(name);
        return value == null ? null : value.toString();
    }

    boolean bool(String name) {
        Object value = values.get(name);
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value == null || value instanceof String) {
            return Boolean.parseBoolean((String) value);
        }
        throw unfit(name, value, "boolean");
    }

    /** A number from the types that widen to it, or from a string; what is absent converts like a null string. */
    Number number(String name, String type, List<Class<?>> from, Function<@Nullable String, Number> parse) {
        Object value = values.get(name);
        if (value == null || value instanceof String) {
            return parse.apply((String) value);
        }
        if (from.contains(value.getClass())) {
            return (Number) value;
        }
        throw unfit(name, value, type);
    }

    private static MessageFormatRuntimeException unfit(String name, Object value, String type) {
        return new MessageFormatRuntimeException(
                "property '" + name + "' is a " + value.getClass().getSimpleName() + " and cannot be read as " + type);
    }
}
