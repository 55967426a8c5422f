package io.amqpjms.jms.internal.watch;

import io.amqpjms.jms.TracedMessage;
import io.amqpjms.jms.Tracing;
import io.amqpjms.mapping.JmsDestination;
import io.amqpjms.mapping.message.JmsMessage;
import jakarta.jms.JMSException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The application's tracing, whose failures must not become those of a send. For any thread. */
final class GuardedTracing {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedTracing.class);
    private static final Tracing.Span NO_SPAN = (error, thrown) -> {};

    private final Tracing told;
    private final Faults faults;

    GuardedTracing(Tracing told) {
        this.told = told;
        this.faults = new Faults(told);
    }

    /** A send that is traced, and the properties that go out in place of those in the message; null leaves one out. */
    record Sending(Tracing.Span span, Map<String, @Nullable String> context) {}

    Sending send(JmsDestination to, JmsMessage message) {
        Map<String, @Nullable String> context = new LinkedHashMap<>();
        try {
            Set<String> fields = told.fields();
            fields.forEach(field -> context.put(field, null));
            return new Sending(guarded(told.send(describe(to, message), context::put)), context);
        } catch (Exception | Error thrown) {
            faults.note(thrown);
            return new Sending(NO_SPAN, Map.of());
        }
    }

    void received(JmsDestination from, JmsMessage message, Instant began) {
        try {
            told.received(describe(from, message), name -> property(message, name), began);
        } catch (Exception | Error thrown) {
            faults.note(thrown);
        }
    }

    Tracing.Span process(JmsDestination from, JmsMessage message) {
        try {
            return guarded(told.process(describe(from, message), name -> property(message, name)));
        } catch (Exception | Error thrown) {
            faults.note(thrown);
            return NO_SPAN;
        }
    }

    private Tracing.Span guarded(Tracing.Span span) {
        return (error, cause) -> {
            try {
                span.end(error, cause);
            } catch (Exception | Error thrown) {
                faults.note(thrown);
            }
        };
    }

    private static TracedMessage describe(JmsDestination destination, JmsMessage message) {
        return new TracedMessage(
                Watch.nameOf(destination),
                Watch.isTemporary(destination),
                message.getJMSMessageID(),
                message.getJMSCorrelationID());
    }

    // A message whose properties cannot be read was sent by somebody who traces nothing.
    private static @Nullable String property(JmsMessage message, String name) {
        try {
            return message.getObjectProperty(name) instanceof String text ? text : null;
        } catch (JMSException unreadable) {
            LOG.debug("The properties of a message cannot be read for its trace", unreadable);
            return null;
        }
    }
}
