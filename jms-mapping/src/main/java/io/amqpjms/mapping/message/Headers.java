package io.amqpjms.mapping.message;

import io.amqpjms.engine.message.Symbol;
import io.amqpjms.mapping.JmsDestination;
import jakarta.jms.DeliveryMode;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a message's header, annotations and properties sections that JMS has a name for, in JMS's terms: 0 is
 * no time at all. One thread at a time.
 */
final class Headers {

    static final int DEFAULT_PRIORITY = 4;

    boolean durable = true;
    byte priority = DEFAULT_PRIORITY;
    /** The header's ttl, null when there is none. */
    @Nullable
    Long ttl;

    long deliveryCount;

    @Nullable
    Object messageId;

    @Nullable
    JmsDestination destination;

    @Nullable
    String subject;

    @Nullable
    JmsDestination replyTo;

    @Nullable
    Object correlationId;

    @Nullable
    Symbol contentType;

    long expiration;
    long creationTime;

    RareHeaders rare = RareHeaders.NONE;

    /** What a producer decides takes the place of whatever was there (JMS 3.1 §3.4.11). */
    void prepareToSend(OutgoingHeaders outgoing) {
        destination = outgoing.destination();
        durable = outgoing.deliveryMode() == DeliveryMode.PERSISTENT;
        priority = (byte) outgoing.priority();
        creationTime = outgoing.timestamp();
        expiration = outgoing.expiration();
        ttl = outgoing.ttl() == 0 ? null : outgoing.ttl();
        rare = rare.withDeliveryTime(outgoing.deliveryTime());
        messageId = outgoing.messageId();
        deliveryCount = 0;
    }

    /** What says only how long it lives expires so long after this; some peers write the missing time as 0. */
    void expireAfter(long arrived) {
        if (ttl != null && expiration == 0) {
            expiration = arrived + ttl;
        }
    }

    Headers copy() {
        Headers copy = new Headers();
        copy.durable = durable;
        copy.priority = priority;
        copy.ttl = ttl;
        copy.deliveryCount = deliveryCount;
        copy.messageId = messageId;
        copy.destination = destination;
        copy.subject = subject;
        copy.replyTo = replyTo;
        copy.correlationId = correlationId;
        copy.contentType = contentType;
        copy.expiration = expiration;
        copy.creationTime = creationTime;
        copy.rare = rare;
        return copy;
    }
}
