package io.amqpjms.jms.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.LogContext;
import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.engine.testing.FaultProxy;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.Session;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.MDC;

/** What is logged of a connection, and which it is about where a logging back end has a mapped diagnostic context. */
class LogContextIT {
    private static final Logger OURS = Logger.getLogger("io.amqpjms");

    @RegisterExtension
    static final EmbeddedBroker broker = new EmbeddedBroker();

    @RegisterExtension
    final FaultProxy line = new FaultProxy(broker::port);

    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            lines.add(new Line(logged.getMessage(), MDC.get(LogContext.CONTAINER), MDC.get(LogContext.PEER)));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private record Line(String text, String container, String peer) {}

    @BeforeEach
    void listen() {
        OURS.setLevel(Level.INFO);
        OURS.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        OURS.removeHandler(handler);
    }

    private void loseTheLine(String options) throws Exception {
        try (Connection connection = new AmqpConnectionFactory(
                        "failover:(" + line.uri() + ")?jms.clientID=billing" + options)
                .createConnection()) {
            connection.createSession();
            line.cutAll();
            await().until(() -> lines.stream().anyMatch(logged -> logged.text().contains("Connected again")));
        }
    }

    @Test
    void linesAboutALostLineTellWhoseItWas() throws Exception {
        loseTheLine("&jms.logContext=true");
        assertThat(lines)
                .filteredOn(logged -> logged.text().contains("connecting again")
                        || logged.text().contains("Connected again"))
                .hasSize(2)
                .allSatisfy(logged -> {
                    assertThat(logged.container()).isEqualTo("billing");
                    assertThat(logged.peer()).isEqualTo("amqp://127.0.0.1:" + line.port());
                });
    }

    @Test
    void nothingIsAddedUnlessThatIsWanted() throws Exception {
        loseTheLine("");
        assertThat(lines)
                .isNotEmpty()
                .allSatisfy(logged -> assertThat(logged.container()).isNull());
    }

    @Test
    void fruitlessRoundsAreToldNowAndThenAndTheWayBackWithItsTime() throws Exception {
        String options =
                "?failover.reconnectDelay=1&failover.maxReconnectDelay=5&failover.warnAfterReconnectAttempts=3";
        try (Connection connection =
                new AmqpConnectionFactory("failover:(" + line.uri() + ")" + options).createConnection()) {
            connection.createSession();
            line.refuse();
            line.cutAll();
            await().until(() -> texts().stream().anyMatch(text -> text.contains("in 6 rounds; trying on")));
            line.admit();
            await().until(() -> texts().stream().anyMatch(text -> text.contains("Connected again")));
        }
        assertThat(texts())
                .anySatisfy(text -> assertThat(text).endsWith("; connecting again"))
                .anySatisfy(text -> assertThat(text).contains("could be connected to in 3 rounds"))
                .noneSatisfy(text -> assertThat(text).containsPattern("in (1|2|4|5) rounds"))
                .anySatisfy(text -> assertThat(text)
                        .matches("Connected again, to amqp://127.0.0.1:" + line.port()
                                + ", after \\d+ ms, with try \\d+"));
    }

    private List<String> texts() {
        return lines.stream().map(Line::text).toList();
    }

    @Test
    void failureOfAListenerTellsWhoseItWas() throws Exception {
        try (Connection connection = new AmqpConnectionFactory(
                                line.uri() + "?jms.logContext=true&jms.clientID=shipping")
                        .createConnection();
                Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE)) {
            var queue = session.createQueue("failing");
            session.createProducer(queue).send(session.createTextMessage("a"));
            session.createConsumer(queue).setMessageListener(message -> {
                throw new IllegalStateException("no");
            });
            connection.start();
            await().untilAsserted(() -> assertThat(lines)
                    .filteredOn(logged -> logged.text().contains("message listener"))
                    .extracting(Line::container)
                    .contains("shipping"));
        }
    }
}
