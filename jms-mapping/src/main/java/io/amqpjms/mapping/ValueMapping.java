package io.amqpjms.mapping;

import io.amqpjms.engine.message.AmqpArray;
import io.amqpjms.engine.message.AmqpChar;
import io.amqpjms.engine.message.Binary;
import io.amqpjms.engine.message.Described;
import io.amqpjms.engine.message.Symbol;
import io.amqpjms.engine.message.UnsignedByte;
import io.amqpjms.engine.message.UnsignedInt;
import io.amqpjms.engine.message.UnsignedLong;
import io.amqpjms.engine.message.UnsignedShort;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * AMQP types to the types of the JDK that applications see (AMQP 1.0 §1.6); {@link TypedValues} is the way back.
 *
 * <p>An unsigned integer becomes the next larger type (ubyte Short, ushort Integer, uint and ulong Long, a ulong beyond
 * it {@link BigInteger}), a char {@link Character}, or String when it takes two of them, a symbol String, a timestamp
 * {@link Date}, a decimal {@link BigDecimal}, binary {@code byte[]}, an array a Java array, a described value the
 * {@link Map.Entry} of its descriptor and its value. All of them are serializable copies. Stateless.
 */
public final class ValueMapping {

    private ValueMapping() {}

    /** A value of any AMQP type as a type of the JDK. */
    public static @Nullable Object toJava(@Nullable Object value) {
        if (value == null || isPlain(value) || value instanceof UUID) {
            return value;
        }
        if (value instanceof Number number) {
            return signed(number);
        }
        if (value instanceof Symbol) {
            return value.toString();
        }
        if (value instanceof Binary binary) {
            return binary.toByteArray();
        }
        if (value instanceof byte[] bytes) {
            return bytes.clone();
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            list.forEach(item -> copy.add(toJava(item)));
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            return MapKeys.toJava(map);
        }
        return rareToJava(value);
    }

    @SuppressWarnings("JavaUtilDate") // What JMS clients of AMQP have always been given.
    private static Object rareToJava(Object value) {
        if (value instanceof AmqpChar character) {
            return Character.isBmpCodePoint(character.codePoint())
                    ? (Object) (char) character.codePoint()
                    : character.toString();
        }
        if (value instanceof Instant instant) {
            return new Date(instant.toEpochMilli());
        }
        if (value instanceof AmqpArray array) {
            return ArrayMapping.toJava(array);
        }
        if (value instanceof Described described) {
            return new SimpleImmutableEntry<>(toJava(described.descriptor()), toJava(described.value()));
        }
        Number decimal = Decimals.toNumber(value);
        return decimal == null ? value : decimal;
    }

    private static boolean isPlain(Object value) {
        return value instanceof String
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Double
                || value instanceof Float
                || value instanceof Short
                || value instanceof Byte
                || value instanceof Character;
    }

    private static Number signed(Number value) {
        if (value instanceof UnsignedByte) {
            return value.shortValue();
        }
        if (value instanceof UnsignedShort) {
            return value.intValue();
        }
        if (value instanceof UnsignedInt) {
            return value.longValue();
        }
        if (value instanceof UnsignedLong number) {
            long bits = number.longValue();
            return bits < 0 ? number.bigIntegerValue() : (Number) bits;
        }
        return value;
    }

    /** What an item of an AMQP map is called in a {@code MapMessage}: a key that is no string goes by its text. */
    public static String nameOfKey(@Nullable Object key, Set<String> taken) {
        String name = key instanceof String text ? text : String.valueOf(textOf(key));
        return taken.contains(name) ? MapKeys.qualified(key, taken) : name;
    }

    /**
     * A value of any AMQP type as one that a JMS property may have (JMS 3.1 §3.5.5): an integer type where it is one, a
     * timestamp as its milliseconds, everything else as text.
     */
    public static @Nullable Object toProperty(@Nullable Object value) {
        if (value == null || (isPlain(value) && !(value instanceof Character))) {
            return value;
        }
        if (value instanceof Described described) {
            return toProperty(described.value());
        }
        if (value instanceof Instant instant) {
            return instant.toEpochMilli();
        }
        Number number = value instanceof Number integer ? signed(integer) : null;
        return number == null || number instanceof BigInteger ? textOf(value) : number;
    }

    /** The text of any value; bytes in hexadecimal digits. */
    public static @Nullable String textOf(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Described described) {
            return textOf(described.value());
        }
        if (value instanceof Binary binary) {
            return HexFormat.of().withUpperCase().formatHex(binary.toByteArray());
        }
        if (value instanceof Instant) {
            return value.toString();
        }
        if (value instanceof AmqpArray array) {
            return textOf(array.values());
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ValueMapping::textOf).toList().toString();
        }
        Number decimal = Decimals.toNumber(value);
        return decimal == null ? String.valueOf(toJava(value)) : decimal.toString();
    }
}
