package io.amqpjms.mapping;

import io.amqpjms.engine.message.AmqpChar;
import io.amqpjms.engine.message.Binary;
import io.amqpjms.engine.message.Described;
import io.amqpjms.engine.message.Symbol;
import io.amqpjms.engine.message.UnsignedByte;
import io.amqpjms.engine.message.UnsignedInt;
import io.amqpjms.engine.message.UnsignedLong;
import io.amqpjms.engine.message.UnsignedShort;
import jakarta.jms.MessageFormatException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The value conversion tables of JMS for properties and for map and stream items (JMS 3.1 §3.5.4, §3.11.3), with rows
 * for the AMQP types that JMS lacks: an unsigned integer is read as any integer type that can hold it, a timestamp as
 * long, and whatever has a text as String; a described value is read as the value described. A null is read as the
 * {@code valueOf(String)} of the type reads it. Stateless.
 *
 * <p>Each method takes what to call the value in a complaint.
 */
public final class Conversions {

    private Conversions() {}

    public static boolean toBoolean(@Nullable Object value, String name) throws MessageFormatException {
        Object plain = undescribed(value);
        if (plain instanceof Boolean flag) {
            return flag;
        }
        if (plain == null) {
            return false;
        }
        if (isText(plain)) {
            return Boolean.parseBoolean(plain.toString());
        }
        throw unreadable(plain, name, "boolean");
    }

    public static byte toByte(@Nullable Object value, String name) throws MessageFormatException {
        Object plain = integral(value, name);
        if (plain instanceof Byte number) {
            return number;
        }
        if (isText(plain)) {
            return Byte.parseByte(plain.toString());
        }
        return (byte) unsigned(plain, name, "byte", Byte.MAX_VALUE);
    }

    public static short toShort(@Nullable Object value, String name) throws MessageFormatException {
        Object plain = integral(value, name);
        if (plain instanceof Short || plain instanceof Byte) {
            return ((Number) plain).shortValue();
        }
        if (isText(plain)) {
            return Short.parseShort(plain.toString());
        }
        return (short) unsigned(plain, name, "short", Short.MAX_VALUE);
    }

    public static int toInt(@Nullable Object value, String name) throws MessageFormatException {
        Object plain = integral(value, name);
        if (plain instanceof Integer || plain instanceof Short || plain instanceof Byte) {
            return ((Number) plain).intValue();
        }
        if (isText(plain)) {
            return Integer.parseInt(plain.toString());
        }
        return (int) unsigned(plain, name, "int", Integer.MAX_VALUE);
    }

    public static long toLong(@Nullable Object value, String name) throws MessageFormatException {
        Object plain = integral(value, name);
        if (plain instanceof Long || plain instanceof Integer || plain instanceof Short || plain instanceof Byte) {
            return ((Number) plain).longValue();
        }
        if (isText(plain)) {
            return Long.parseLong(plain.toString());
        }
        if (plain instanceof Instant instant) {
            return instant.toEpochMilli();
        }
        return unsigned(plain, name, "long", Long.MAX_VALUE);
    }

    public static float toFloat(@Nullable Object value, String name) throws MessageFormatException {
        Object plain = present(value, name, "float");
        if (plain instanceof Float number) {
            return number;
        }
        if (isText(plain)) {
            return Float.parseFloat(plain.toString());
        }
        throw unreadable(plain, name, "float");
    }

    public static double toDouble(@Nullable Object value, String name) throws MessageFormatException {
        Object plain = present(value, name, "double");
        if (plain instanceof Double || plain instanceof Float) {
            return ((Number) plain).doubleValue();
        }
        if (isText(plain)) {
            return Double.parseDouble(plain.toString());
        }
        throw unreadable(plain, name, "double");
    }

    public static char toChar(@Nullable Object value, String name) throws MessageFormatException {
        Object plain = present(value, name, "char");
        if (plain instanceof Character character) {
            return character;
        }
        if (plain instanceof AmqpChar character && Character.isBmpCodePoint(character.codePoint())) {
            return (char) character.codePoint();
        }
        throw unreadable(plain, name, "char");
    }

    /** A copy of the bytes. */
    public static byte @Nullable [] toBytes(@Nullable Object value, String name) throws MessageFormatException {
        Object plain = undescribed(value);
        if (plain == null) {
            return null;
        }
        if (plain instanceof byte[] bytes) {
            return bytes.clone();
        }
        if (plain instanceof Binary binary) {
            return binary.toByteArray();
        }
        throw unreadable(plain, name, "byte[]");
    }

    /** The text of a value; an instant in ISO-8601, a decimal in full. */
    public static @Nullable String toText(@Nullable Object value, String name) throws MessageFormatException {
        Object plain = undescribed(value);
        if (plain == null) {
            return null;
        }
        if (!hasText(plain)) {
            throw unreadable(plain, name, "String");
        }
        return ValueMapping.textOf(plain);
    }

    private static @Nullable Object undescribed(@Nullable Object value) {
        Object plain = value;
        while (plain instanceof Described described) {
            plain = described.value();
        }
        return plain;
    }

    /** A value to be read as an integer; null fails as {@code Integer.valueOf((String) null)} does. */
    private static Object integral(@Nullable Object value, String name) {
        Object plain = undescribed(value);
        if (plain == null) {
            throw new NumberFormatException("The " + name + " is null, which cannot be read as an integer");
        }
        return plain;
    }

    /** A value that must be there; null fails as {@code Float.valueOf((String) null)} does. */
    private static Object present(@Nullable Object value, String name, String wanted) {
        Object plain = undescribed(value);
        if (plain == null) {
            throw new NullPointerException("The " + name + " is null, which cannot be read as " + wanted);
        }
        return plain;
    }

    private static boolean isText(Object value) {
        return value instanceof String || value instanceof Symbol;
    }

    private static boolean hasText(Object value) {
        return isText(value)
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof Number
                || value instanceof AmqpChar
                || value instanceof UUID
                || value instanceof Instant
                || Decimals.toNumber(value) != null;
    }

    private static long unsigned(Object value, String name, String wanted, long largest) throws MessageFormatException {
        boolean unsigned = value instanceof UnsignedByte
                || value instanceof UnsignedShort
                || value instanceof UnsignedInt
                || value instanceof UnsignedLong;
        if (!unsigned) {
            throw unreadable(value, name, wanted);
        }
        long number = ((Number) value).longValue();
        if (number < 0 || number > largest) {
            throw new MessageFormatException("The " + name + " is " + value + ", too large to be read as " + wanted);
        }
        return number;
    }

    private static MessageFormatException unreadable(Object value, String name, String wanted) {
        return new MessageFormatException("The " + name + " holds a value of "
                + value.getClass().getSimpleName() + ", which cannot be read as " + wanted);
    }
}
