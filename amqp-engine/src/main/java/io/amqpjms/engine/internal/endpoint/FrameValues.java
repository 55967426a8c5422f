package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.message.AmqpArray;
import io.amqpjms.engine.message.AmqpChar;
import io.amqpjms.engine.message.AmqpType;
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
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.qpid.proton.amqp.DescribedType;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.jspecify.annotations.Nullable;

/**
 * Turns the user's values into proton-j's, and refuses those that it cannot write: each write would fail again, and with it all
 * that is on the connection. Stateless.
 */
public final class FrameValues {
    private FrameValues() {}

    /** Refuses values that cannot stand in a frame. */
    public static void require(String where, Map<Symbol, @Nullable Object> map) {
        toProton(where, map);
    }

    /** The values, or null if there are none. */
    static @Nullable Map<org.apache.qpid.proton.amqp.Symbol, Object> toProton(
            String where, Map<Symbol, @Nullable Object> map) {
        if (map.isEmpty()) {
            return null;
        }
        Map<org.apache.qpid.proton.amqp.Symbol, Object> converted = new LinkedHashMap<>();
        map.forEach((key, value) ->
                converted.put(Protons.symbol(key), toProton("The value of '" + key + "' in the " + where, value)));
        return converted;
    }

    private static @Nullable Object toProton(String place, @Nullable Object value) {
        if (value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof UUID
                || value instanceof Character) {
            return value;
        }
        if (value instanceof Symbol symbol) {
            return Protons.symbol(symbol);
        }
        return value instanceof Number number ? number(place, number) : other(place, value);
    }

    private static Object number(String place, Number value) {
        if (value instanceof UnsignedInt number) {
            return UnsignedInteger.valueOf(number.longValue());
        }
        if (value instanceof UnsignedLong number) {
            return org.apache.qpid.proton.amqp.UnsignedLong.valueOf(number.bigIntegerValue());
        }
        if (value instanceof UnsignedShort number) {
            return org.apache.qpid.proton.amqp.UnsignedShort.valueOf((short) number.intValue());
        }
        if (value instanceof UnsignedByte number) {
            return org.apache.qpid.proton.amqp.UnsignedByte.valueOf(number.byteValue());
        }
        if (value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte
                || value instanceof Float
                || value instanceof Double) {
            return value;
        }
        throw withoutType(place, value);
    }

    private static Object other(String place, Object value) {
        if (value instanceof Binary binary) {
            return new org.apache.qpid.proton.amqp.Binary(binary.toByteArray());
        }
        if (value instanceof byte[] bytes) {
            return new org.apache.qpid.proton.amqp.Binary(bytes.clone());
        }
        if (value instanceof Instant instant) {
            return date(place, instant);
        }
        if (value instanceof AmqpChar character) {
            return character(place, character);
        }
        if (value instanceof Decimal32 decimal) {
            return new org.apache.qpid.proton.amqp.Decimal32(decimal.bits());
        }
        if (value instanceof Decimal64 decimal) {
            return new org.apache.qpid.proton.amqp.Decimal64(decimal.bits());
        }
        if (value instanceof Decimal128 decimal) {
            return new org.apache.qpid.proton.amqp.Decimal128(decimal.high(), decimal.low());
        }
        return container(place, value);
    }

    private static Date date(String place, Instant instant) {
        try {
            return Date.from(instant);
        } catch (IllegalArgumentException tooFar) {
            throw new IllegalArgumentException(
                    place + " is or holds " + instant + ", and no AMQP timestamp is as far from 1970", tooFar);
        }
    }

    private static Character character(String place, AmqpChar character) {
        if (!Character.isBmpCodePoint(character.codePoint())) {
            throw new IllegalArgumentException(place + " is or holds the AmqpChar " + character.codePoint()
                    + ", but only a message can hold one above 65535");
        }
        return (char) character.codePoint();
    }

    private static Object container(String place, Object value) {
        if (value instanceof Described described) {
            return new DescribedValue(toProton(place, described.descriptor()), toProton(place, described.value()));
        }
        if (value instanceof List<?> list) {
            return Arrays.asList(list(place, list));
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> converted = new LinkedHashMap<>();
            map.forEach((key, item) -> converted.put(toProton(place, key), toProton(place, item)));
            return converted;
        }
        if (value instanceof AmqpArray array) {
            return symbols(place, array);
        }
        throw withoutType(place, value);
    }

    // Of other arrays proton-j writes some not at all, and some so that not every peer can read them.
    private static Object symbols(String place, AmqpArray array) {
        boolean plain = array.type() == AmqpType.SYMBOL && array.descriptors().isEmpty();
        if (!plain || !array.values().stream().allMatch(Symbol.class::isInstance)) {
            throw new IllegalArgumentException(place + " is or holds an array of " + array.type()
                    + ", but a frame can hold arrays of symbols only, each of them plain; use a list");
        }
        return array.values().stream()
                .map(symbol -> Protons.symbol((Symbol) symbol))
                .toArray(org.apache.qpid.proton.amqp.Symbol[]::new);
    }

    private static @Nullable Object[] list(String place, List<?> list) {
        return list.stream().map(item -> toProton(place, item)).toArray();
    }

    private static IllegalArgumentException withoutType(String place, Object value) {
        return new IllegalArgumentException(
                place + " is or holds a " + value.getClass().getName() + ", for which AMQP has no type");
    }

    /** A described value on its way to proton-j's encoder. */
    private record DescribedValue(
            @Nullable Object getDescriptor, @Nullable Object getDescribed) implements DescribedType {}
}
