package io.amqpjms.jms.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.engine.testing.FaultProxy;
import io.amqpjms.jms.AmqpConnectionFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The meters of an application that talks to a broker. */
class MicrometerMetricsIT {
    @RegisterExtension
    static final EmbeddedBroker broker = new EmbeddedBroker();

    @RegisterExtension
    final FaultProxy line = new FaultProxy(broker::port);

    private final MeterRegistry registry = new SimpleMeterRegistry();

    private Connection connect() throws Exception {
        AmqpConnectionFactory factory = new AmqpConnectionFactory("failover:(" + line.uri() + ")");
        factory.setMetrics(new MicrometerMetrics(registry, Tags.of("site", "north")));
        return factory.createConnection();
    }

    private RequiredSearch meter(String name, String... tags) {
        return registry.get(name)
                .tags(Tags.of("messaging.system", "jms", "site", "north").and(tags));
    }

    @Test
    void messagesAreCountedFromTheSendToTheAcknowledgement() throws Exception {
        try (Connection connection = connect();
                Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE)) {
            Queue queue = session.createQueue("counted");
            MessageProducer producer = session.createProducer(queue);
            for (int i = 0; i < 3; i++) {
                producer.send(session.createTextMessage("hello"));
            }
            String[] sent = {"messaging.destination.name", "counted", "error.type", "none"};
            await().untilAsserted(() -> {
                assertThat(meter("messaging.client.sent.messages", sent)
                                .counter()
                                .count())
                        .isEqualTo(3);
                assertThat(meter("messaging.client.operation.duration", sent)
                                .timer()
                                .count())
                        .isEqualTo(3);
            });
            assertThat(meter("messaging.client.operation.duration", sent)
                            .timer()
                            .totalTime(TimeUnit.NANOSECONDS))
                    .isPositive();
            assertThat(meter("amqpjms.client.inflight.messages").gauge().value())
                    .isZero();

            connection.start();
            MessageConsumer consumer = session.createConsumer(queue);
            await().untilAsserted(() -> assertThat(
                            meter("amqpjms.client.prefetched.messages").gauge().value())
                    .isEqualTo(3));
            Message last = null;
            for (int i = 0; i < 3; i++) {
                last = consumer.receive(10_000);
            }
            assertThat(last).isNotNull();
            last.acknowledge();
            assertThat(meter("messaging.client.consumed.messages", "messaging.destination.name", "counted")
                            .tag("amqpjms.redelivered", "false")
                            .counter()
                            .count())
                    .isEqualTo(3);
            assertThat(meter("amqpjms.client.settled.messages", "amqpjms.outcome", "accepted")
                            .counter()
                            .count())
                    .isEqualTo(3);
            assertThat(meter("amqpjms.client.prefetched.messages").gauge().value())
                    .isZero();
        }
    }

    @Test
    void connectionsAreCountedAndHowOftenTheyAreLost() throws Exception {
        try (Connection connection = connect()) {
            connection.createSession();
            assertThat(meter("amqpjms.client.connections").gauge().value()).isOne();
            line.cutAll();
            await().untilAsserted(() -> assertThat(
                            meter("amqpjms.client.reconnect.duration").timer().count())
                    .isOne());
            assertThat(meter("amqpjms.client.connections.lost").counter().count())
                    .isOne();
        }
        assertThat(meter("amqpjms.client.connections.opened").counter().count()).isOne();
        assertThat(meter("amqpjms.client.connections").gauge().value()).isZero();
    }

    @Test
    void temporaryQueuesShareOneSetOfMeters() throws Exception {
        try (Connection connection = connect();
                Session session = connection.createSession()) {
            session.createProducer(session.createTemporaryQueue()).send(session.createTextMessage("a"));
            session.createProducer(session.createTemporaryQueue()).send(session.createTextMessage("b"));
        }
        assertThat(meter("messaging.client.sent.messages", "messaging.destination.name", "(temporary)")
                        .counter()
                        .count())
                .isEqualTo(2);
    }
}
