package io.amqpjms.mapping;

import io.amqpjms.engine.message.AmqpArray;
import io.amqpjms.engine.message.AmqpEncodeException;
import io.amqpjms.engine.message.AmqpType;
import io.amqpjms.engine.message.AmqpWriter;
import jakarta.jms.MessageFormatException;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** AMQP arrays (AMQP 1.0 §1.6.24) and Java's. Stateless. */
final class ArrayMapping {

    private static final Map<Class<?>, AmqpType> TYPES = Map.ofEntries(
            Map.entry(boolean.class, AmqpType.BOOLEAN),
            Map.entry(short.class, AmqpType.SHORT),
            Map.entry(char.class, AmqpType.CHAR),
            Map.entry(int.class, AmqpType.INT),
            Map.entry(long.class, AmqpType.LONG),
            Map.entry(float.class, AmqpType.FLOAT),
            Map.entry(double.class, AmqpType.DOUBLE),
            Map.entry(Boolean.class, AmqpType.BOOLEAN),
            Map.entry(Byte.class, AmqpType.BYTE),
            Map.entry(Short.class, AmqpType.SHORT),
            Map.entry(Character.class, AmqpType.CHAR),
            Map.entry(Integer.class, AmqpType.INT),
            Map.entry(Long.class, AmqpType.LONG),
            Map.entry(Float.class, AmqpType.FLOAT),
            Map.entry(Double.class, AmqpType.DOUBLE),
            Map.entry(String.class, AmqpType.STRING),
            Map.entry(UUID.class, AmqpType.UUID),
            Map.entry(Date.class, AmqpType.TIMESTAMP),
            Map.entry(Instant.class, AmqpType.TIMESTAMP),
            Map.entry(BigInteger.class, AmqpType.ULONG),
            Map.entry(BigDecimal.class, AmqpType.DECIMAL128),
            Map.entry(byte[].class, AmqpType.BINARY));

    private ArrayMapping() {}

    /** An AMQP array as a Java array; of primitives where the elements are. */
    static Object toJava(AmqpArray array) {
        List<@Nullable Object> descriptors = new ArrayList<>();
        array.descriptors().forEach(descriptor -> descriptors.add(ValueMapping.toJava(descriptor)));
        List<@Nullable Object> elements = new ArrayList<>();
        for (Object value : array.values()) {
            elements.add(described(descriptors, ValueMapping.toJava(value)));
        }
        Class<?> type = array.descriptors().isEmpty() ? elementType(array.type(), elements) : Object.class;
        Object result = Array.newInstance(type, elements.size());
        for (int i = 0; i < elements.size(); i++) {
            Object element = elements.get(i);
            Array.set(result, i, type == BigInteger.class ? new BigInteger(String.valueOf(element)) : element);
        }
        return result;
    }

    // All elements share what describes them, which may be large.
    private static @Nullable Object described(List<@Nullable Object> descriptors, @Nullable Object value) {
        Object described = value;
        for (int i = descriptors.size() - 1; i >= 0; i--) {
            described = new SimpleImmutableEntry<>(descriptors.get(i), described);
        }
        return described;
    }

    private static Class<?> elementType(AmqpType type, List<@Nullable Object> elements) {
        return switch (type) {
            case BOOLEAN -> boolean.class;
            case BYTE -> byte.class;
            case SHORT, UBYTE -> short.class;
            case INT, USHORT -> int.class;
            case LONG, UINT -> long.class;
            case ULONG -> allAre(elements, Long.class) ? long.class : BigInteger.class;
            case FLOAT -> float.class;
            case DOUBLE -> double.class;
            case CHAR -> allAre(elements, Character.class) ? char.class : Object.class;
            case STRING, SYMBOL -> String.class;
            case UUID -> UUID.class;
            case TIMESTAMP -> Date.class;
            case BINARY -> byte[].class;
            case DECIMAL32, DECIMAL64, DECIMAL128 ->
                allAre(elements, BigDecimal.class) ? BigDecimal.class : Number.class;
            case LIST -> List.class;
            case MAP -> Map.class;
            case NULL, ARRAY -> Object.class;
        };
    }

    private static boolean allAre(List<@Nullable Object> elements, Class<?> type) {
        return elements.stream().allMatch(type::isInstance);
    }

    /** A Java array as an AMQP array, or as a list where its elements need not be of one AMQP type. */
    static Object toAmqp(Object array, int depth) throws MessageFormatException {
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            elements.add(TypedValues.toAmqp(Array.get(array, i), depth));
        }
        AmqpType type = TYPES.get(array.getClass().getComponentType());
        boolean whole = elements.stream().allMatch(Objects::nonNull);
        return type == null || !whole ? elements : AmqpArray.of(type, elements);
    }

    /** The same array of elements that are copies; refused when they are not what it says they are. */
    static AmqpArray copyOf(AmqpArray array, int depth) throws MessageFormatException {
        AmqpArray copy =
                new AmqpArray(array.type(), copiesOf(array.descriptors(), depth), copiesOf(array.values(), depth));
        try {
            new AmqpWriter().replacingLoneSurrogates().writeArray(copy);
        } catch (AmqpEncodeException e) {
            var failure = new MessageFormatException(e.getMessage());
            failure.initCause(e);
            failure.setLinkedException(e);
            throw failure;
        }
        return copy;
    }

    private static List<@Nullable Object> copiesOf(List<?> values, int depth) throws MessageFormatException {
        List<@Nullable Object> copies = new ArrayList<>(values.size());
        for (Object value : values) {
            copies.add(TypedValues.toAmqp(value, depth));
        }
        return copies;
    }
}
