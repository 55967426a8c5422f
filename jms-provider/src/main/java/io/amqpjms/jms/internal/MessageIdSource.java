package io.amqpjms.jms.internal;

import io.amqpjms.jms.internal.options.MessageIdType;
import io.amqpjms.mapping.message.NumberedId;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Gives each message of one producer an id of its own (JMS 3.1 §3.4.3). For any thread. */
final class MessageIdSource {
    private static final String PREFIX = "ID:";

    private final MessageIdType type;
    private final String producer;
    private final AtomicLong sequence = new AtomicLong();

    MessageIdSource(MessageIdType type, String producerId) {
        this.type = type;
        this.producer = (producerId.startsWith(PREFIX) ? producerId : PREFIX + producerId) + "-";
    }

    Object next() {
        return switch (type) {
            case DEFAULT -> new NumberedId(producer, sequence.incrementAndGet());
            case UUID -> UUID.randomUUID();
            case UUID_STRING -> UUID.randomUUID().toString();
            case PREFIXED_UUID_STRING -> PREFIX + UUID.randomUUID();
        };
    }
}
