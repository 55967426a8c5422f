package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.ErrorCondition;
import io.amqpjms.engine.ReceiverSettleMode;
import io.amqpjms.engine.SenderSettleMode;
import io.amqpjms.engine.message.Binary;
import io.amqpjms.engine.message.Described;
import io.amqpjms.engine.message.Symbol;
import io.amqpjms.engine.message.UnsignedByte;
import io.amqpjms.engine.message.UnsignedInt;
import io.amqpjms.engine.message.UnsignedLong;
import io.amqpjms.engine.message.UnsignedShort;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.qpid.proton.amqp.DescribedType;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.jspecify.annotations.Nullable;

/**
 * Turns what open, attach, flow and disposition frames hold into proton-j's and back, but for the user's values on their way
 * there, which {@link FrameValues} has. Message payloads never come this way. Stateless.
 */
final class Protons {
    private Protons() {}

    static org.apache.qpid.proton.amqp.Symbol symbol(Symbol symbol) {
        return org.apache.qpid.proton.amqp.Symbol.valueOf(symbol.toString());
    }

    static org.apache.qpid.proton.amqp.Symbol @Nullable [] symbols(List<Symbol> symbols) {
        return symbols.isEmpty()
                ? null
                : symbols.stream().map(Protons::symbol).toArray(org.apache.qpid.proton.amqp.Symbol[]::new);
    }

    static Set<Symbol> symbolSet(org.apache.qpid.proton.amqp.Symbol @Nullable [] symbols) {
        Set<Symbol> converted = new LinkedHashSet<>();
        if (symbols != null) {
            for (org.apache.qpid.proton.amqp.Symbol symbol : symbols) {
                converted.add(Symbol.of(symbol.toString()));
            }
        }
        return converted;
    }

    static List<Symbol> symbolList(org.apache.qpid.proton.amqp.Symbol @Nullable [] symbols) {
        return List.copyOf(symbolSet(symbols));
    }

    static Map<Symbol, @Nullable Object> fromSymbolMap(@Nullable Map<?, ?> map) {
        if (map == null || map.isEmpty()) {
            return Map.of();
        }
        Map<Symbol, @Nullable Object> converted = new LinkedHashMap<>();
        map.forEach((key, value) -> converted.put(Symbol.of(String.valueOf(key)), fromProton(value)));
        return converted;
    }

    static @Nullable Object fromProton(@Nullable Object value) {
        if (value instanceof org.apache.qpid.proton.amqp.Symbol symbol) {
            return Symbol.of(symbol.toString());
        }
        if (value instanceof UnsignedInteger number) {
            return UnsignedInt.valueOf(number.longValue());
        }
        if (value instanceof org.apache.qpid.proton.amqp.UnsignedLong number) {
            return UnsignedLong.valueOf(number.longValue());
        }
        if (value instanceof org.apache.qpid.proton.amqp.UnsignedShort number) {
            return UnsignedShort.valueOf(number.intValue());
        }
        if (value instanceof org.apache.qpid.proton.amqp.UnsignedByte number) {
            return UnsignedByte.valueOf(number.intValue());
        }
        return containerFromProton(value);
    }

    private static @Nullable Object containerFromProton(@Nullable Object value) {
        if (value instanceof org.apache.qpid.proton.amqp.Binary binary) {
            return Binary.of(bytes(binary));
        }
        if (value instanceof Date date) {
            return date.toInstant();
        }
        if (value instanceof DescribedType described) {
            return new Described(fromProton(described.getDescriptor()), fromProton(described.getDescribed()));
        }
        if (value instanceof List<?> list) {
            return Arrays.asList(list.stream().map(Protons::fromProton).toArray());
        }
        if (value instanceof Object[] array) {
            return Arrays.asList(Arrays.stream(array).map(Protons::fromProton).toArray());
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> converted = new LinkedHashMap<>();
            map.forEach((key, item) -> converted.put(fromProton(key), fromProton(item)));
            return converted;
        }
        return value;
    }

    static byte[] bytes(org.apache.qpid.proton.amqp.Binary binary) {
        return Arrays.copyOfRange(
                binary.getArray(), binary.getArrayOffset(), binary.getArrayOffset() + binary.getLength());
    }

    static @Nullable ErrorCondition error(org.apache.qpid.proton.amqp.transport.@Nullable ErrorCondition error) {
        if (error == null || error.getCondition() == null) {
            return null;
        }
        return new ErrorCondition(
                Symbol.of(error.getCondition().toString()), error.getDescription(), fromSymbolMap(error.getInfo()));
    }

    static org.apache.qpid.proton.amqp.transport.ErrorCondition error(ErrorCondition error) {
        var converted = new org.apache.qpid.proton.amqp.transport.ErrorCondition(
                symbol(error.condition()), error.description());
        converted.setInfo(FrameValues.toProton("info of an error", error.info()));
        return converted;
    }

    static org.apache.qpid.proton.amqp.transport.SenderSettleMode mode(SenderSettleMode mode) {
        return switch (mode) {
            case UNSETTLED -> org.apache.qpid.proton.amqp.transport.SenderSettleMode.UNSETTLED;
            case SETTLED -> org.apache.qpid.proton.amqp.transport.SenderSettleMode.SETTLED;
            case MIXED -> org.apache.qpid.proton.amqp.transport.SenderSettleMode.MIXED;
        };
    }

    static org.apache.qpid.proton.amqp.transport.ReceiverSettleMode mode(ReceiverSettleMode mode) {
        return switch (mode) {
            case FIRST -> org.apache.qpid.proton.amqp.transport.ReceiverSettleMode.FIRST;
            case SECOND -> org.apache.qpid.proton.amqp.transport.ReceiverSettleMode.SECOND;
        };
    }
}
