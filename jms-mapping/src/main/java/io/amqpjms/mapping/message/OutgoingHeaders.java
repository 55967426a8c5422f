package io.amqpjms.mapping.message;

import io.amqpjms.mapping.JmsDestination;
import org.jspecify.annotations.Nullable;

/**
 * What a producer decides about a message when it is sent (JMS 3.1 §3.4.11). Immutable.
 *
 * @param destination where the message goes
 * @param deliveryMode one of the constants of {@code DeliveryMode}
 * @param priority 0 to 9
 * @param timestamp when it was sent in ms since the epoch, 0 when timestamps are disabled
 * @param expiration when it expires in ms since the epoch, 0 for never
 * @param ttl how long it lives in ms, 0 for ever
 * @param deliveryTime not to be delivered before this in ms since the epoch, 0 for at once
 * @param messageId a {@code String} beginning with {@code ID:}, a {@link NumberedId} or a {@code UUID}; null when ids
 *     are disabled
 */
public record OutgoingHeaders(
        JmsDestination destination,
        int deliveryMode,
        int priority,
        long timestamp,
        long expiration,
        long ttl,
        long deliveryTime,
        @Nullable Object messageId) {}
