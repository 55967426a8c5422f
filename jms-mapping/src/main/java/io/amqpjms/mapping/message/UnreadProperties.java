package io.amqpjms.mapping.message;

import io.amqpjms.engine.message.EncodedMessage;
import io.amqpjms.mapping.DestinationKind;
import org.jspecify.annotations.Nullable;

/**
 * A properties section that is still encoded, and what it takes to understand it. Immutable.
 *
 * @param encoded the message it is in
 * @param context what the consumer knows
 * @param toKind the annotated kind of the destination, null when there is none
 * @param replyToKind the annotated kind of the reply destination, null when there is none
 * @param receivedAt when the message came, in ms since the epoch
 */
record UnreadProperties(
        EncodedMessage encoded,
        DecodeContext context,
        @Nullable DestinationKind toKind,
        @Nullable DestinationKind replyToKind,
        long receivedAt) {}
