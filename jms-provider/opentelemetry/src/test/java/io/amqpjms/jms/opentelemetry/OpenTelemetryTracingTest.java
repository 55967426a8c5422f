package io.amqpjms.jms.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.jms.TracedMessage;
import io.amqpjms.jms.Tracing;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is current while a listener runs. */
class OpenTelemetryTracingTest {
    private static final TracedMessage MESSAGE = new TracedMessage("orders", false, null, null);

    private final OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(InMemorySpanExporter.create()))
                    .build())
            .setPropagators(ContextPropagators.create(TextMapPropagator.composite(
                    W3CTraceContextPropagator.getInstance(), W3CBaggagePropagator.getInstance())))
            .build();
    private final OpenTelemetryTracing tracing = new OpenTelemetryTracing(telemetry);
    private final Map<String, String> sent = new HashMap<>();

    @AfterEach
    void shutDown() {
        telemetry.close();
    }

    private void sendOf(String tenant) {
        try (Scope current = Baggage.builder().put("tenant", tenant).build().makeCurrent()) {
            assertThat(current).isNotNull();
            tracing.send(MESSAGE, sent::put).end(null, null);
        }
    }

    private static String tenant() {
        return Baggage.current().getEntryValue("tenant");
    }

    @Test
    void listenerSeesTheBaggageOfTheSend() {
        sendOf("blue");
        Tracing.Span span = tracing.process(MESSAGE, sent::get);
        assertThat(tenant()).isEqualTo("blue");
        assertThat(Span.current().getSpanContext().isValid()).isTrue();
        span.end(null, null);
        assertThat(tenant()).isNull();
    }

    @Test
    void listenerWithinASpanSeesTheBaggageOfTheSendToo() {
        sendOf("blue");
        Span batch = telemetry.getTracer("test").spanBuilder("batch").startSpan();
        try (Scope current = batch.makeCurrent()) {
            assertThat(current).isNotNull();
            Tracing.Span span = tracing.process(MESSAGE, sent::get);
            assertThat(tenant()).isEqualTo("blue");
            assertThat(Span.current().getSpanContext().getTraceId())
                    .isEqualTo(batch.getSpanContext().getTraceId());
            span.end(null, null);
            assertThat(Span.current()).isSameAs(batch);
        }
        batch.end();
    }
}
