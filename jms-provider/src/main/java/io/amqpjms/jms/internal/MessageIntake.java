package io.amqpjms.jms.internal;

import io.amqpjms.engine.Outcome;
import io.amqpjms.jms.internal.ack.Received;
import io.amqpjms.jms.internal.options.RedeliveryOutcome;
import io.amqpjms.jms.internal.watch.ReceiveWatch;
import io.amqpjms.mapping.message.JmsMessage;
import io.amqpjms.mapping.message.MessageDecoder;
import jakarta.jms.JMSException;
import org.jspecify.annotations.Nullable;

/**
 * Turns what arrived into messages for the application, on the thread that wants them. What cannot be handed over goes
 * back to the broker and is never acknowledged.
 */
final class MessageIntake {
    private static final Outcome UNDELIVERABLE = new Outcome.Modified(true, true);

    private final MessageDecoder decoder;
    private final ProviderSettings settings;
    private final ConnectionEvents events;
    private final String source;
    private final @Nullable HandedOver handedOver;
    private final ReceiveWatch watch;

    MessageIntake(
            MessageDecoder decoder,
            ProviderSettings settings,
            ConnectionEvents events,
            String source,
            @Nullable HandedOver handedOver,
            ReceiveWatch watch) {
        this.decoder = decoder;
        this.settings = settings;
        this.events = events;
        this.source = source;
        this.handedOver = handedOver;
        this.watch = watch;
    }

    /** The message, or null if it was sent back: undecodable, expired, or delivered too often. */
    @Nullable
    JmsMessage open(Received received) {
        JmsMessage message = decoded(received);
        if (message == null) {
            return null;
        }
        message.redelivered(received.redeliveries());
        if (hasExpired(message)) {
            received.refuse();
            return null;
        }
        if (settings.redelivery().isExceededBy((int) Math.min(message.deliveryCount(), Integer.MAX_VALUE))) {
            received.settle(outcome(settings.redelivery().outcome()), null);
            return null;
        }
        markComingAgain(received, message);
        message.markReceived();
        watch.received(message);
        return message;
    }

    ReceiveWatch watch() {
        return watch;
    }

    private void markComingAgain(Received received, JmsMessage message) {
        if (handedOver != null
                && received.redeliveries() == 0
                && handedOver.comesAgain(received.line(), message.getJMSMessageID())
                && message.deliveryCount() == 0) {
            message.redelivered(1);
        }
    }

    private @Nullable JmsMessage decoded(Received received) {
        try {
            byte[] payload = received.payload();
            return decoder.decode(payload, 0, payload.length, received.arrived());
        } catch (JMSException | RuntimeException failure) {
            received.refuse();
            events.report(JmsErrors.undecodable(source, failure));
            return null;
        }
    }

    private boolean hasExpired(JmsMessage message) {
        long expiration = message.getJMSExpiration();
        return settings.localExpiry() && expiration != 0 && settings.clock().millis() >= expiration;
    }

    private static Outcome outcome(RedeliveryOutcome wanted) {
        return switch (wanted) {
            case ACCEPTED -> Outcome.ACCEPTED;
            case REJECTED -> new Outcome.Rejected(null);
            case RELEASED -> Outcome.RELEASED;
            case MODIFIED_FAILED -> new Outcome.Modified(true, false);
            case MODIFIED_FAILED_UNDELIVERABLE -> UNDELIVERABLE;
        };
    }
}
