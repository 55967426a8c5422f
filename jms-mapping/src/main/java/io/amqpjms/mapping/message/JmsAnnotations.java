package io.amqpjms.mapping.message;

import io.amqpjms.engine.message.Symbol;
import io.amqpjms.engine.message.UnsignedByte;
import io.amqpjms.engine.message.UnsignedInt;
import io.amqpjms.engine.message.UnsignedLong;
import io.amqpjms.engine.message.UnsignedShort;
import io.amqpjms.mapping.DestinationKind;
import java.time.Instant;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the annotations of a received message say of it as a JMS message: its type, the kinds of its destinations and
 * its delivery time. For one thread.
 */
final class JmsAnnotations implements BiConsumer<@Nullable Object, @Nullable Object> {

    static final Symbol TYPE = Symbol.of("x-opt-jms-msg-type");
    static final Symbol DESTINATION = Symbol.of("x-opt-jms-dest");
    static final Symbol REPLY_TO = Symbol.of("x-opt-jms-reply-to");
    static final Symbol DELIVERY_TIME = Symbol.of("x-opt-delivery-time");
    private static final Symbol OLD_DESTINATION = Symbol.of("x-opt-to-type");
    private static final Symbol OLD_REPLY_TO = Symbol.of("x-opt-reply-type");
    static final Set<Symbol> OURS = Set.of(TYPE, DESTINATION, REPLY_TO, DELIVERY_TIME, OLD_DESTINATION, OLD_REPLY_TO);

    private @Nullable Object type;
    private @Nullable Object destination;
    private @Nullable Object oldDestination;
    private @Nullable Object replyTo;
    private @Nullable Object oldReplyTo;
    private @Nullable Object deliveryTime;

    /** For the next message. */
    void clear() {
        type = null;
        destination = null;
        oldDestination = null;
        replyTo = null;
        oldReplyTo = null;
        deliveryTime = null;
    }

    @Override
    public void accept(@Nullable Object key, @Nullable Object value) {
        if (TYPE.equals(key)) {
            type = value;
        } else if (DESTINATION.equals(key)) {
            destination = value;
        } else if (REPLY_TO.equals(key)) {
            replyTo = value;
        } else if (DELIVERY_TIME.equals(key)) {
            deliveryTime = value;
        } else if (OLD_DESTINATION.equals(key)) {
            oldDestination = value;
        } else if (OLD_REPLY_TO.equals(key)) {
            oldReplyTo = value;
        }
    }

    /** The annotated type in whatever integer form; null when there is none that JMS knows. */
    @Nullable
    MessageType type() {
        Long code = integral(type);
        return code == null ? null : MessageType.ofCode(code);
    }

    @Nullable
    DestinationKind destinationKind() {
        return kind(destination, oldDestination);
    }

    @Nullable
    DestinationKind replyToKind() {
        return kind(replyTo, oldReplyTo);
    }

    /** Milliseconds since the epoch, 0 when there is no usable value. */
    long deliveryTime() {
        if (deliveryTime instanceof Instant instant) {
            return instant.toEpochMilli();
        }
        Long number = integral(deliveryTime);
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
}
