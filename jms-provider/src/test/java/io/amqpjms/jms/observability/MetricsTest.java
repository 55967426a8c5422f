package io.amqpjms.jms.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.testing.ScriptedPeer;
import io.amqpjms.jms.AmqpConnectionFactory;
import io.amqpjms.jms.ConnectionStatus;
import io.amqpjms.jms.MessageOutcome;
import io.amqpjms.jms.Metrics;
import jakarta.jms.Connection;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What metrics hear, for things that only a scripted peer does at will. */
class MetricsTest {
    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    private final List<String> heard = new CopyOnWriteArrayList<>();

    /** Writes down what it hears. */
    private final Metrics metrics = new Metrics() {
        @Override
        public void connectionOpened(ConnectionStatus connection) {
            heard.add("opened " + connection.getState());
        }

        @Override
        public void connectionClosed(ConnectionStatus connection) {
            heard.add("closed " + connection.getState() + " sent " + connection.getSent() + " in flight "
                    + connection.getInFlight());
        }

        @Override
        public void sent(String destination, MessageOutcome outcome, Duration latency) {
            heard.add("sent to " + destination + ": " + outcome + (latency.isZero() ? " at once" : ""));
        }

        @Override
        public void received(String destination, boolean redelivered) {
            heard.add("received from " + destination + (redelivered ? " again" : ""));
        }

        @Override
        public void settled(String destination, MessageOutcome outcome) {
            heard.add("settled " + destination + ": " + outcome);
        }
    };

    @Test
    void sendsAreCountedByTheirOutcomes() throws Exception {
        peer.opensConnectionAndSession()
                .attachesSender("orders")
                .grantsCredit(2)
                .acceptsNextSend()
                .releasesNextSend();
        Connection connection = connect(metrics);
        Session session = connection.createSession();
        MessageProducer producer = session.createProducer(session.createQueue("orders"));
        producer.send(session.createTextMessage("a"));
        assertThatThrownBy(() -> producer.send(session.createTextMessage("b"))).hasMessageContaining("released");
        peer.seesConnectionClose();
        connection.close();
        assertThat(heard)
                .containsExactly(
                        "opened CONNECTED",
                        "sent to orders: ACCEPTED",
                        "sent to orders: RELEASED",
                        "closed CLOSED sent 1 in flight 0");
    }

    @Test
    void deliveriesAndRedeliveriesAreCountedAndHowTheyAreSettled() throws Exception {
        peer.opensConnectionAndSession()
                .attachesReceiver("orders")
                .seesCredit(10)
                .sendsText("a")
                .seesAccepted();
        Connection connection = connect(metrics);
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(session.createQueue("orders"));
        connection.start();
        assertThat(consumer.receive(5_000)).isNotNull();
        session.recover();
        consumer.receive(5_000).acknowledge();
        peer.seesAll();
        peer.seesConnectionClose();
        connection.close();
        assertThat(heard)
                .containsExactly(
                        "opened CONNECTED",
                        "received from orders",
                        "received from orders again",
                        "settled orders: ACCEPTED",
                        "closed CLOSED sent 0 in flight 0");
    }

    @Test
    void metricsThatFailDoNoHarm() throws Exception {
        peer.opensConnectionAndSession()
                .attachesSender("orders")
                .grantsCredit(1)
                .acceptsNextSend();
        Connection connection = connect(new Metrics() {
            @Override
            public void connectionOpened(ConnectionStatus opened) {
                throw new IllegalStateException("no registry");
            }

            @Override
            public void sent(String destination, MessageOutcome outcome, Duration latency) {
                throw new IllegalStateException("no registry");
            }
        });
        Session session = connection.createSession();
        session.createProducer(session.createQueue("orders")).send(session.createTextMessage("a"));
        peer.seesConnectionClose();
        connection.close();
    }

    @Test
    void anErrorOfTheMetricsKeepsNoSendFromItsAnswer() throws Exception {
        peer.opensConnectionAndSession()
                .attachesSender("orders")
                .grantsCredit(2)
                .acceptsNextSend()
                .releasesNextSend();
        Connection connection = connect(new Metrics() {
            @Override
            public void sent(String destination, MessageOutcome outcome, Duration latency) {
                throw new NoClassDefFoundError("Registry");
            }
        });
        Session session = connection.createSession();
        MessageProducer producer = session.createProducer(session.createQueue("orders"));
        producer.send(session.createTextMessage("a"));
        assertThatThrownBy(() -> producer.send(session.createTextMessage("b"))).hasMessageContaining("released");
        peer.seesConnectionClose();
        connection.close();
    }

    private Connection connect(Metrics told) throws Exception {
        AmqpConnectionFactory factory =
                new AmqpConnectionFactory(peer.uri() + "?jms.prefetchPolicy.all=10&jms.sendTimeout=5s");
        factory.setMetrics(told);
        return factory.createConnection();
    }
}
