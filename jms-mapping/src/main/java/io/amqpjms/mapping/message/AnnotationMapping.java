package io.amqpjms.mapping.message;

import static io.amqpjms.mapping.message.Failures.because;

import io.amqpjms.engine.message.AmqpDecodeException;
import io.amqpjms.engine.message.AmqpWriter;
import io.amqpjms.engine.message.EncodedMessage;
import io.amqpjms.engine.message.Section;
import io.amqpjms.engine.message.Symbol;
import io.amqpjms.mapping.DestinationKind;
import io.amqpjms.mapping.JmsDestination;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Message annotations (AMQP 1.0 §3.2.3) as they are sent, and those that are not JMS's own, which an application reads
 * and, where they begin with {@code x-opt-}, writes as properties {@code JMS_AMQP_MA_<key>}. Stateless.
 */
final class AnnotationMapping {

    private static final String PROPERTY_PREFIX = "JMS_AMQP_MA_";
    private static final String OPTIONAL = "x-opt-";

    /** How long a broker is to keep one message back, and whether it is for queues or for subscriptions. */
    static final Set<Symbol> OF_ONE_SEND = Set.of(Symbol.of("x-opt-delivery-delay"), Symbol.of("x-opt-routing-type"));

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
        writeByte(out, JmsAnnotations.DESTINATION, kind.code());
        writeByte(out, JmsAnnotations.TYPE, type.code());
        out.endMap(mark, 2);
        return out.take();
    }

    /** Writes the section; {@code type} null for a body that the annotation would only belie. */
    static void write(AmqpWriter out, JmsMessage message, @Nullable MessageType type) throws JMSException {
        Headers headers = message.headers();
        Map<Symbol, @Nullable Object> others =
                message.hasProperties() ? message.properties().annotationsToSend() : Map.of();
        long deliveryTime = headers.rare.deliveryTime();
        boolean rare = deliveryTime != 0 || headers.replyTo != null || !others.isEmpty();
        if (!rare && type != null && headers.destination != null) {
            out.raw(COMMON[commonIndex(type, headers.destination.kind())]);
            return;
        }
        out.section(Section.MESSAGE_ANNOTATIONS);
        int mark = out.begin();
        int entries = writeTime(out, deliveryTime) + writeKind(out, JmsAnnotations.REPLY_TO, headers.replyTo);
        for (Map.Entry<Symbol, @Nullable Object> other : others.entrySet()) {
            if (isOptional(other.getKey())) {
                out.writeSymbol(other.getKey());
                out.writeObject(other.getValue());
                entries++;
            }
        }
        entries += writeKind(out, JmsAnnotations.DESTINATION, headers.destination);
        if (type != null) {
            writeByte(out, JmsAnnotations.TYPE, type.code());
            entries++;
        }
        out.endMap(mark, entries);
    }

    private static int writeTime(AmqpWriter out, long deliveryTime) {
        if (deliveryTime == 0) {
            return 0;
        }
        out.writeSymbol(JmsAnnotations.DELIVERY_TIME);
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
        if (!isOptional(key) || JmsAnnotations.OURS.contains(key)) {
            throw new MessageFormatException("Message annotation '" + key + "' cannot be set: "
                    + (JmsAnnotations.OURS.contains(key)
                            ? "the provider sets it"
                            : "those of applications begin with x-opt-"));
        }
    }

    private static boolean isOptional(Symbol key) {
        return key.toString().startsWith(OPTIONAL);
    }

    /** The annotations that are not part of the mapping. */
    static Map<Symbol, @Nullable Object> others(EncodedMessage encoded) throws JMSException {
        try {
            Map<Symbol, @Nullable Object> others = new LinkedHashMap<>(encoded.messageAnnotations());
            others.keySet().removeAll(JmsAnnotations.OURS);
            return others.isEmpty() ? Map.of() : others;
        } catch (AmqpDecodeException e) {
            throw because(new MessageFormatException("The message annotations cannot be read: " + e.getMessage()), e);
        }
    }
}
