package io.amqpjms.jms.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.jms.AmqpConnectionFactory;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The spans of an application that sends, receives and sends on. */
class OpenTelemetryTracingIT {
    private static final long PATIENCE = 10_000;
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> MESSAGE_ID = AttributeKey.stringKey("messaging.message.id");

    @RegisterExtension
    static final EmbeddedBroker broker = new EmbeddedBroker()
            .with(configuration -> configuration.addAddressSetting(
                    "full",
                    new AddressSettings()
                            .setMaxSizeBytes(1)
                            .setAddressFullMessagePolicy(AddressFullMessagePolicy.FAIL)));

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                    .build())
            .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
            .build();
    private Connection connection;
    private Session session;

    @BeforeEach
    void connect() throws Exception {
        AmqpConnectionFactory factory = new AmqpConnectionFactory(broker.uri().toString());
        factory.setTracing(new OpenTelemetryTracing(telemetry));
        connection = factory.createConnection();
        session = connection.createSession();
        connection.start();
    }

    @AfterEach
    void disconnect() throws Exception {
        connection.close();
        telemetry.close();
    }

    private Message receive(Queue queue) throws JMSException {
        try (var consumer = session.createConsumer(queue)) {
            return consumer.receive(PATIENCE);
        }
    }

    private void send(Queue queue, Message message) throws JMSException {
        try (var producer = session.createProducer(queue)) {
            producer.send(message);
        }
    }

    /** The one span of this name, as soon as it has ended. */
    private SpanData span(String name) {
        await().until(() -> exporter.getFinishedSpanItems().stream()
                .anyMatch(span -> span.getName().equals(name)));
        return exporter.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .reduce((one, other) -> {
                    throw new AssertionError("two spans " + name);
                })
                .orElseThrow();
    }

    private static String contextOf(SpanData span) {
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                + span.getSpanContext().getTraceFlags().asHex();
    }

    @Test
    void receiveIsLinkedToTheSendWhoseContextTheMessageCarries() throws Exception {
        Queue queue = session.createQueue("traced");
        Message message = session.createTextMessage("hello");
        send(queue, message);
        assertThat(message.propertyExists("traceparent")).isFalse();
        Message received = receive(queue);
        SpanData sent = span("send traced");
        assertThat(sent.getKind()).isEqualTo(SpanKind.PRODUCER);
        assertThat(sent.getAttributes().get(MESSAGE_ID)).isEqualTo(message.getJMSMessageID());
        assertThat(received.getStringProperty("traceparent")).isEqualTo(contextOf(sent));
        SpanData receive = span("receive traced");
        assertThat(receive.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(receive.getTraceId()).isEqualTo(sent.getTraceId());
        assertThat(receive.getLinks())
                .singleElement()
                .satisfies(link -> assertThat(link.getSpanContext().getSpanId()).isEqualTo(sent.getSpanId()));
    }

    @Test
    void receiveWithinASpanIsItsChildAndLinkedAllTheSame() throws Exception {
        Queue queue = session.createQueue("within");
        send(queue, session.createTextMessage("hello"));
        Span batch = telemetry.getTracer("test").spanBuilder("batch").startSpan();
        try (Scope current = batch.makeCurrent()) {
            assertThat(receive(queue)).isNotNull();
            assertThat(current).isNotNull();
        }
        SpanData receive = span("receive within");
        assertThat(receive.getParentSpanId()).isEqualTo(batch.getSpanContext().getSpanId());
        assertThat(receive.getLinks().get(0).getSpanContext().getSpanId())
                .isEqualTo(span("send within").getSpanId());
    }

    @Test
    void listenerRunsInASpanThatIsLinkedToTheSend() throws Exception {
        Queue queue = session.createQueue("heard");
        send(queue, session.createTextMessage("hello"));
        CompletableFuture<String> current = new CompletableFuture<>();
        try (Session listening = connection.createSession()) {
            listening
                    .createConsumer(queue)
                    .setMessageListener(message ->
                            current.complete(Span.current().getSpanContext().getSpanId()));
            String inside = current.get(PATIENCE, TimeUnit.MILLISECONDS);
            SpanData process = span("process heard");
            assertThat(process.getSpanId()).isEqualTo(inside);
            assertThat(process.getTraceId()).isEqualTo(span("send heard").getTraceId());
            assertThat(process.getLinks()).hasSize(1);
            assertThat(process.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        }
    }

    @Test
    void spanOfAListenerThatThrowsTellsThat() throws Exception {
        Queue queue = session.createQueue("thrown");
        send(queue, session.createTextMessage("hello"));
        try (Session listening = connection.createSession(Session.CLIENT_ACKNOWLEDGE)) {
            listening.createConsumer(queue).setMessageListener(message -> {
                throw new IllegalStateException("no");
            });
            SpanData process = span("process thrown");
            assertThat(process.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(process.getAttributes().get(ERROR)).isEqualTo("java.lang.IllegalStateException");
        }
    }

    @Test
    void messageThatIsSentOnCarriesTheNewContextAndStaysAsItWas() throws Exception {
        Queue in = session.createQueue("in");
        Queue out = session.createQueue("out");
        Message foreign = session.createTextMessage("hello");
        foreign.setStringProperty("tracestate", "vendor=1");
        foreign.setStringProperty("other", "kept");
        send(in, foreign);
        Message received = receive(in);
        String before = received.getStringProperty("traceparent");
        send(out, received);
        assertThat(received.getStringProperty("traceparent")).isEqualTo(before).isEqualTo(contextOf(span("send in")));
        Message further = receive(out);
        assertThat(further.getStringProperty("traceparent")).isEqualTo(contextOf(span("send out")));
        assertThat(further.propertyExists("tracestate")).isFalse();
        assertThat(further.getStringProperty("other")).isEqualTo("kept");
    }

    @Test
    void spanOfASendThatIsNotTakenTellsThat() throws Exception {
        Queue full = session.createQueue("full");
        try (var producer = session.createProducer(full)) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100; i++) {
                            producer.send(session.createTextMessage("x".repeat(10_000)));
                        }
                    })
                    .isInstanceOf(JMSException.class);
        }
        await().until(() -> exporter.getFinishedSpanItems().stream()
                .anyMatch(span -> span.getName().equals("send full")
                        && span.getStatus().getStatusCode() == StatusCode.ERROR
                        && span.getAttributes().get(ERROR) != null));
    }
}
