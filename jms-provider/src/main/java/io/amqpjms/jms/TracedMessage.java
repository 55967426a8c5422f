package io.amqpjms.jms;

import org.jspecify.annotations.Nullable;

/**
 * What a span says of a message. Immutable.
 *
 * @param destination the name of the queue or topic, {@code (temporary)} for a temporary one
 * @param temporary whether it is a temporary one
 * @param messageId its identifier, or null for none
 * @param correlationId the identifier of what it answers, or null for none
 */
public record TracedMessage(
        String destination,
        boolean temporary,
        @Nullable String messageId,
        @Nullable String correlationId) {}
