package io.amqpjms.jms.internal.ack;

import io.amqpjms.engine.message.DecodeLimits;
import io.amqpjms.engine.message.EncodedMessage;
import io.amqpjms.engine.message.Properties;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Knows the copies by which a broker delivers again what a lost line brought: by their message ids (AMQP 1.0 §3.2.4), and
 * for one consumer only, since another subscription has messages of its own with the same ids. Stateless.
 */
final class Copies {
    /** How deep values are nested was looked at before the message was handed over. */
    private static final DecodeLimits LIMITS = DecodeLimits.DEFAULT.withMaxDepth(Integer.MAX_VALUE);

    private Copies() {}

    /** How many of the lost messages have no copy among those that are here. */
    static int missing(List<Received> lost, List<Received> here) {
        if (lost.isEmpty()) {
            return 0;
        }
        Set<Identity> copies = here.stream().map(Identity::of).collect(Collectors.toSet());
        return (int) lost.stream()
                .map(Identity::of)
                .filter(identity -> identity.messageId() == null || !copies.contains(identity))
                .count();
    }

    private record Identity(Origin origin, @Nullable Object messageId) {
        static Identity of(Received message) {
            byte[] payload = message.payload();
            Properties properties = new EncodedMessage(payload, 0, payload.length, LIMITS).properties();
            return new Identity(message.origin(), properties == null ? null : properties.messageId());
        }
    }
}
