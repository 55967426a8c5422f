package io.amqpjms.mapping.message;

import static io.amqpjms.mapping.message.Failures.because;

import io.amqpjms.engine.message.AmqpDecodeException;
import io.amqpjms.engine.message.AmqpWriter;
import io.amqpjms.engine.message.EncodedMessage;
import io.amqpjms.engine.message.Section;
import io.amqpjms.engine.message.Symbol;
import io.amqpjms.engine.message.UnsignedByte;
import io.amqpjms.engine.message.UnsignedInt;
import io.amqpjms.engine.message.UnsignedLong;
import io.amqpjms.engine.message.UnsignedShort;
import io.amqpjms.mapping.DestinationKind;
import io.amqpjms.mapping.JmsDestination;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Message annotations (AMQP 1.0 §3.2.3): those that say what JMS message this is, and all others, which an application
 * reads and, where they begin with {@code x-opt-}, writes as properties {@code JMS_AMQP_MA_<key>}. Stateless.
 */
final class AnnotationMapping {

    private static final Symbol TYPE = Symbol.of("x-opt-jms-msg-type");
    private static final Symbol DESTINATION = Symbol.of("x-opt-jms-dest");
    private static final Symbol REPLY_TO = Symbol.of("x-opt-jms-reply-to");
    private static final Symbol DELIVERY_TIME = Symbol.of("x-opt-delivery-time");
    private static final Symbol OLD_DESTINATION = Symbol.of("x-opt-to-type");
    private static final Symbol OLD_REPLY_TO = Symbol.of("x-opt-reply-type");
    private static final Set<Symbol> OURS =
            Set.of(TYPE, DESTINATION, REPLY_TO, DELIVERY_TIME, OLD_DESTINATION, OLD_REPLY_TO);

    private static final String PROPERTY_PREFIX = "JMS_AMQP_MA_";
    private static final String OPTIONAL = "x-opt-";

    private static final int KINDS = DestinationKind.values().length;

    /** The whole section for a message that needs no more than its type and the kind of its destination. */
    private static final byte[][] COMMON = new byte[MessageType.values().length * KINDS][];

    static {
        for (MessageType type : MessageType.values()) {
            for (DestinationKind kind : DestinationKind.values()) {
                COMMON[commonIndex(type, kind)] = common(type, kind);
            }
        }
    }

    private AnnotationMapping() {}

    private static int commonIndex(MessageType type, DestinationKind kind) {
        return type.code() * KINDS + kind.code();
    }

    private static byte[] common(MessageType type, DestinationKind kind) {
        AmqpWriter out = new AmqpWriter();
        out.section(Section.MESSAGE_ANNOTATIONS);
        int mark = out.begin();
        writeByte(out, DESTINATION, kind.code());
        writeByte(out, TYPE, type.code());
        out.endMap(mark, 2);
        return out.take();
    }

    /** Writes the section; {@code type} null for a body that the annotation would only belie. */
    static void write(AmqpWriter out, JmsMessage message, @Nullable MessageType type) throws JMSException {
        Headers headers = message.headers();
        Map<Symbol, @Nullable Object> others = message.properties().annotations();
        boolean rare = headers.deliveryTime != 0 || headers.replyTo != null || !others.isEmpty();
        if (!rare && type != null && headers.destination != null) {
            out.raw(COMMON[commonIndex(type, headers.destination.kind())]);
            return;
        }
        out.section(Section.MESSAGE_ANNOTATIONS);
        int mark = out.begin();
        int entries = writeTime(out, headers.deliveryTime) + writeKind(out, REPLY_TO, headers.replyTo);
        for (Map.Entry<Symbol, @Nullable Object> other : others.entrySet()) {
            if (isOptional(other.getKey())) {
                out.writeSymbol(other.getKey());
                out.writeObject(other.getValue());
                entries++;
            }
        }
        entries += writeKind(out, DESTINATION, headers.destination);
        if (type != null) {
            writeByte(out, TYPE, type.code());
            entries++;
        }
        out.endMap(mark, entries);
    }

    private static int writeTime(AmqpWriter out, long deliveryTime) {
        if (deliveryTime == 0) {
            return 0;
        }
        out.writeSymbol(DELIVERY_TIME);
        out.writeLong(deliveryTime);
        return 1;
    }

    private static int writeKind(AmqpWriter out, Symbol key, @Nullable JmsDestination destination) {
        if (destination == null) {
            return 0;
        }
        writeByte(out, key, destination.kind().code());
        return 1;
    }

    private static void writeByte(AmqpWriter out, Symbol key, byte value) {
        out.writeSymbol(key);
        out.writeByte(value);
    }

    /** The annotated type in whatever integer form; null when there is none that JMS knows. */
    static @Nullable MessageType type(Map<Symbol, @Nullable Object> annotations) {
        Long code = integral(annotations.get(TYPE));
        return code == null ? null : MessageType.ofCode(code);
    }

    static @Nullable DestinationKind destinationKind(Map<Symbol, @Nullable Object> annotations) {
        return kind(annotations.get(DESTINATION), annotations.get(OLD_DESTINATION));
    }

    static @Nullable DestinationKind replyToKind(Map<Symbol, @Nullable Object> annotations) {
        return kind(annotations.get(REPLY_TO), annotations.get(OLD_REPLY_TO));
    }

    /** Milliseconds since the epoch, 0 when there is no usable value. */
    static long deliveryTime(Map<Symbol, @Nullable Object> annotations) {
        Object value = annotations.get(DELIVERY_TIME);
        if (value instanceof Instant instant) {
            return instant.toEpochMilli();
        }
        Long number = integral(value);
        return number == null ? 0 : number;
    }

    private static @Nullable DestinationKind kind(@Nullable Object value, @Nullable Object oldValue) {
        Long code = integral(value);
        if (code != null) {
            return DestinationKind.ofCode(code);
        }
        Object attributes = value == null ? oldValue : value;
        return attributes instanceof String || attributes instanceof Symbol
                ? DestinationKind.ofAttributes(attributes.toString())
                : null;
    }

    private static @Nullable Long integral(@Nullable Object value) {
        boolean known = value instanceof Byte
                || value instanceof Short
                || value instanceof Integer
                || value instanceof Long
                || value instanceof UnsignedByte
                || value instanceof UnsignedShort
                || value instanceof UnsignedInt
                || value instanceof UnsignedLong;
        return known && value != null ? (Long) ((Number) value).longValue() : null;
    }

    /** The annotation that a property name stands for, null when it stands for none. */
    static @Nullable Symbol keyOf(String propertyName) {
        if (!propertyName.startsWith(PROPERTY_PREFIX)) {
            return null;
        }
        try {
            return Symbol.of(propertyName.substring(PROPERTY_PREFIX.length()));
        } catch (IllegalArgumentException notAscii) {
            return null;
        }
    }

    static void requireWriteable(Symbol key) throws MessageFormatException {
        if (!isOptional(key) || OURS.contains(key)) {
            throw new MessageFormatException("Message annotation '" + key + "' cannot be set: "
                    + (OURS.contains(key) ? "the provider sets it" : "those of applications begin with x-opt-"));
        }
    }

    private static boolean isOptional(Symbol key) {
        return key.toString().startsWith(OPTIONAL);
    }

    /** The annotations that are not part of the mapping. */
    static Map<Symbol, @Nullable Object> others(EncodedMessage encoded) throws JMSException {
        try {
            Map<Symbol, @Nullable Object> others = new LinkedHashMap<>(encoded.messageAnnotations());
            others.keySet().removeAll(OURS);
            return others.isEmpty() ? Map.of() : others;
        } catch (AmqpDecodeException e) {
            throw because(new MessageFormatException("The message annotations cannot be read: " + e.getMessage()), e);
        }
    }
}
