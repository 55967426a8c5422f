package io.amqpjms.mapping;

import io.amqpjms.engine.message.AmqpArray;
import io.amqpjms.engine.message.AmqpChar;
import io.amqpjms.engine.message.Binary;
import io.amqpjms.engine.message.Decimal128;
import io.amqpjms.engine.message.Decimal32;
import io.amqpjms.engine.message.Decimal64;
import io.amqpjms.engine.message.Described;
import io.amqpjms.engine.message.Symbol;
import io.amqpjms.engine.message.UnsignedByte;
import io.amqpjms.engine.message.UnsignedInt;
import io.amqpjms.engine.message.UnsignedLong;
import io.amqpjms.engine.message.UnsignedShort;
import jakarta.jms.MessageFormatException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an application may put into a message, as the AMQP type it is sent as. Everything is copied, so that a later
 * change of the application's object does not change the message (JMS 3.1 §3.12). Stateless.
 */
public final class TypedValues {

    /** As deep as a decoder reads. */
    private static final int MAX_DEPTH = 30;

    private static final Instant FIRST = Instant.ofEpochMilli(Long.MIN_VALUE);
    private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);

    private static final Set<Class<?>> JMS_TYPES = Set.of(
            Boolean.class, Byte.class, Short.class, Integer.class, Long.class, Float.class, Double.class, String.class);

    private static final Set<Class<?>> AMQP_TYPES = Set.of(
            UnsignedByte.class,
            UnsignedShort.class,
            UnsignedInt.class,
            UnsignedLong.class,
            AmqpChar.class,
            Symbol.class,
            Decimal32.class,
            Decimal64.class,
            Decimal128.class,
            UUID.class);

    private TypedValues() {}

    /** A property: a JMS type, or a simple AMQP type given as such (AMQP 1.0 §3.2.5). */
    public static @Nullable Object ofProperty(@Nullable Object value, String name) throws MessageFormatException {
        if (value == null || JMS_TYPES.contains(value.getClass()) || AMQP_TYPES.contains(value.getClass())) {
            return value;
        }
        if (value instanceof Binary binary) {
            return Binary.of(binary.toByteArray());
        }
        if (value instanceof Instant instant) {
            return timestamp(instant);
        }
        throw new MessageFormatException("Property '" + name + "' cannot hold a "
                + value.getClass().getName() + ": JMS allows boxed primitives but Character, and String;"
                + " other types are sent as those of io.amqpjms.engine.message");
    }

    /** An item of a map or stream message: a JMS type, or an AMQP type given as such. */
    public static @Nullable Object ofItem(@Nullable Object value, String name) throws MessageFormatException {
        if (value == null || value instanceof Character || JMS_TYPES.contains(value.getClass())) {
            return value;
        }
        Object scalar = scalar(value);
        if (scalar != null) {
            return scalar;
        }
        if (value instanceof AmqpArray || value instanceof Described) {
            return toAmqp(value, 0);
        }
        throw new MessageFormatException("The " + name + " cannot hold a "
                + value.getClass().getName() + ": JMS allows boxed primitives, String and byte[];"
                + " lists and maps are for an ObjectMessage with JMS_AMQP_TYPED_ENCODING");
    }

    /** The object of an object message that is encoded as an AMQP value. */
    public static @Nullable Object ofObject(@Nullable Object value) throws MessageFormatException {
        return toAmqp(value, 0);
    }

    static @Nullable Object toAmqp(@Nullable Object value, int depth) throws MessageFormatException {
        if (depth > MAX_DEPTH) {
            throw new MessageFormatException(
                    "The object holds objects deeper than " + MAX_DEPTH + ", or itself, which AMQP cannot express");
        }
        if (value == null || value instanceof Character || JMS_TYPES.contains(value.getClass())) {
            return value;
        }
        Object scalar = scalar(value);
        return scalar == null ? compound(value, depth + 1) : scalar;
    }

    /** Null when the value has no simple AMQP type. */
    @SuppressWarnings("JavaUtilDate") // What JMS clients of AMQP have always given.
    private static @Nullable Object scalar(Object value) throws MessageFormatException {
        if (AMQP_TYPES.contains(value.getClass())) {
            return value;
        }
        if (value instanceof byte[] bytes) {
            return Binary.of(bytes.clone());
        }
        if (value instanceof Binary binary) {
            return Binary.of(binary.toByteArray());
        }
        if (value instanceof Instant instant) {
            return timestamp(instant);
        }
        if (value instanceof Date date) {
            return Instant.ofEpochMilli(date.getTime());
        }
        if (value instanceof BigInteger number) {
            return number.signum() < 0 || number.bitLength() > Long.SIZE ? null : UnsignedLong.valueOf(number);
        }
        return value instanceof BigDecimal number ? Decimals.toDecimal128(number) : null;
    }

    /** AMQP counts milliseconds in 64 bits, and an instant may lie beyond (AMQP 1.0 §1.6.17). */
    private static Instant timestamp(Instant value) throws MessageFormatException {
        if (value.isBefore(FIRST) || value.isAfter(LAST)) {
            throw new MessageFormatException("No AMQP timestamp is as far from 1970 as " + value);
        }
        return value;
    }

    private static Object compound(Object value, int depth) throws MessageFormatException {
        if (value instanceof Collection<?> collection) {
            List<@Nullable Object> list = new ArrayList<>(collection.size());
            for (Object item : collection) {
                list.add(toAmqp(item, depth));
            }
            return list;
        }
        if (value instanceof Map<?, ?> map) {
            Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                entries.put(toAmqp(entry.getKey(), depth), toAmqp(entry.getValue(), depth));
            }
            return entries;
        }
        if (value instanceof Map.Entry<?, ?> entry) {
            return new Described(toAmqp(entry.getKey(), depth), toAmqp(entry.getValue(), depth));
        }
        if (value.getClass().isArray()) {
            return ArrayMapping.toAmqp(value, depth);
        }
        if (value instanceof AmqpArray array) {
            return ArrayMapping.copyOf(array, depth);
        }
        if (value instanceof Described described) {
            return new Described(toAmqp(described.descriptor(), depth), toAmqp(described.value(), depth));
        }
        throw new MessageFormatException(
                "AMQP has no type for a " + value.getClass().getName()
                        + (value instanceof BigInteger || value instanceof BigDecimal ? " of this value" : "")
                        + "; without JMS_AMQP_TYPED_ENCODING it is sent as a serialized Java object");
    }
}
