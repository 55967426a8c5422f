package io.amqpjms.jms.opentelemetry;

import io.amqpjms.jms.TracedMessage;
import io.amqpjms.jms.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.time.Instant;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes spans with an OpenTelemetry instance, named and described as its semantic conventions for messaging say. The context goes
 * into messages, and comes out of them, by the propagators of that instance: with W3C Trace Context as {@code traceparent} and
 * {@code tracestate}.
 *
 * <p>A span of a receive or of a listener call is linked to that of the send. It is a child of the span that is current for the
 * thread, or, if there is none, of the send's. While a listener runs, baggage and whatever else the propagators find in its message
 * is current too.
 *
 * <p>Not to be used beside the OpenTelemetry Java agent, which makes such spans itself. For any thread.
 */
public final class OpenTelemetryTracing implements Tracing {
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation.name");
    private static final AttributeKey<String> OPERATION_TYPE = AttributeKey.stringKey("messaging.operation.type");
    private static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<Boolean> TEMPORARY = AttributeKey.booleanKey("messaging.destination.temporary");
    private static final AttributeKey<String> MESSAGE_ID = AttributeKey.stringKey("messaging.message.id");
    private static final AttributeKey<String> CONVERSATION =
            AttributeKey.stringKey("messaging.message.conversation_id");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    private final Tracer tracer;
    private final TextMapPropagator propagator;

    /** With the tracer provider and the propagators of this instance. */
    public OpenTelemetryTracing(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("io.amqpjms.jms");
        this.propagator = telemetry.getPropagators().getTextMapPropagator();
    }

    @Override
    public Set<String> fields() {
        return Set.copyOf(propagator.fields());
    }

    @Override
    public Span send(TracedMessage message, BiConsumer<String, String> context) {
        io.opentelemetry.api.trace.Span span =
                builder("send", SpanKind.PRODUCER, message).startSpan();
        propagator.inject(Context.current().with(span), context, (carrier, key, value) -> {
            if (carrier != null) {
                carrier.accept(key, value);
            }
        });
        return (error, thrown) -> end(span, error, thrown);
    }

    @Override
    public void received(TracedMessage message, Function<String, @Nullable String> context, Instant began) {
        builder("receive", SpanKind.CONSUMER, message, context, sent(context))
                .setStartTimestamp(began)
                .startSpan()
                .end();
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // closed when the listener has returned
    public Span process(TracedMessage message, Function<String, @Nullable String> context) {
        Context sent = sent(context);
        io.opentelemetry.api.trace.Span span =
                builder("process", SpanKind.CONSUMER, message, context, sent).startSpan();
        Scope scope = sent.with(span).makeCurrent();
        return (error, thrown) -> {
            scope.close();
            end(span, error, thrown);
        };
    }

    private static void end(io.opentelemetry.api.trace.Span span, @Nullable String error, @Nullable Throwable thrown) {
        if (error != null) {
            span.setStatus(StatusCode.ERROR).setAttribute(ERROR, error);
        }
        if (thrown != null) {
            span.recordException(thrown);
        }
        span.end();
    }

    /** The current context with all that the message brings, such as baggage. */
    private Context sent(Function<String, @Nullable String> context) {
        return propagator.extract(Context.current(), context, Getter.INSTANCE);
    }

    private SpanBuilder builder(
            String operation,
            SpanKind kind,
            TracedMessage message,
            Function<String, @Nullable String> context,
            Context sent) {
        Context ambient = Context.current();
        SpanContext sending = io.opentelemetry.api.trace.Span.fromContext(
                        propagator.extract(Context.root(), context, Getter.INSTANCE))
                .getSpanContext();
        boolean within = io.opentelemetry.api.trace.Span.fromContext(ambient)
                .getSpanContext()
                .isValid();
        SpanBuilder builder = builder(operation, kind, message).setParent(within ? ambient : sent);
        return sending.isValid() ? builder.addLink(sending) : builder;
    }

    private SpanBuilder builder(String operation, SpanKind kind, TracedMessage message) {
        SpanBuilder builder = tracer.spanBuilder(operation + " " + message.destination())
                .setSpanKind(kind)
                .setAttribute(SYSTEM, "jms")
                .setAttribute(OPERATION, operation)
                .setAttribute(OPERATION_TYPE, operation)
                .setAttribute(DESTINATION, message.destination());
        if (message.temporary()) {
            builder.setAttribute(TEMPORARY, true);
        }
        if (message.messageId() != null) {
            builder.setAttribute(MESSAGE_ID, message.messageId());
        }
        if (message.correlationId() != null) {
            builder.setAttribute(CONVERSATION, message.correlationId());
        }
        return builder;
    }

    /** Reads a message's properties by their names. */
    private enum Getter implements TextMapGetter<Function<String, @Nullable String>> {
        INSTANCE;

        @Override
        public @Nullable String get(@Nullable Function<String, @Nullable String> message, String key) {
            return message == null ? null : message.apply(key);
        }
    }
}
