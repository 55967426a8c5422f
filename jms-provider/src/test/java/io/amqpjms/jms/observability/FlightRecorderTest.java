package io.amqpjms.jms.observability;

import static io.amqpjms.jms.observability.FlightRecording.called;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.testing.ScriptedPeer;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the flight recorder hears of a connection, for things that only a scripted peer does at will. */
class FlightRecorderTest {
    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    private Connection connection;
    private Session session;

    private void connect(String options) throws JMSException {
        connection = new AmqpConnectionFactory(peer.uri() + options).createConnection();
        session = connection.createSession();
    }

    private void close() throws JMSException {
        peer.seesConnectionClose();
        connection.close();
    }

    @Test
    void sendIsRecordedWithItsOutcome() throws Exception {
        peer.opensConnectionAndSession()
                .attachesSender("orders")
                .grantsCredit(2)
                .acceptsNextSend()
                .rejectsNextSend("amqp:resource-limit-exceeded", "queue full");
        try (FlightRecording recording = new FlightRecording()) {
            connect("");
            MessageProducer producer = session.createProducer(session.createQueue("orders"));
            producer.send(session.createTextMessage("a"));
            assertThatThrownBy(() -> producer.send(session.createTextMessage("b")))
                    .hasMessageContaining("queue full");
            close();
            List<RecordedEvent> sends = called("Send", recording.events());
            assertThat(sends)
                    .extracting(event -> event.getString("destination") + " " + event.getString("outcome"))
                    .containsExactly("orders ACCEPTED", "orders REJECTED");
            assertThat(sends).allSatisfy(event -> {
                assertThat(event.getLong("bytes")).isGreaterThan(50);
                assertThat(event.getDuration()).isPositive();
            });
        }
    }

    @Test
    void sendThatWaitsForCreditIsAStallUntilItIsGivenUp() throws Exception {
        peer.opensConnectionAndSession().attachesSender("orders");
        try (FlightRecording recording = new FlightRecording()) {
            connect("?jms.sendTimeout=200");
            MessageProducer producer = session.createProducer(session.createQueue("orders"));
            assertThatThrownBy(() -> producer.send(session.createTextMessage("a")))
                    .hasMessageContaining("no credit");
            close();
            List<RecordedEvent> events = recording.events();
            RecordedEvent stall = called("CreditStall", events).get(0);
            assertThat(stall.getString("waitedFor")).isEqualTo("CREDIT");
            assertThat(stall.getString("destination")).isEqualTo("orders");
            assertThat(stall.getDuration().toMillis()).isGreaterThanOrEqualTo(190);
            assertThat(called("Send", events).get(0).getString("outcome")).isEqualTo("TIMED_OUT");
        }
    }

    @Test
    void connectIsRecordedWithWhyItFailed() throws Exception {
        try (FlightRecording recording = new FlightRecording()) {
            assertThatThrownBy(() ->
                            new AmqpConnectionFactory("amqp://127.0.0.1:1?jms.clientID=billing").createConnection())
                    .isInstanceOf(JMSException.class);
            RecordedEvent connect = called("Connect", recording.events()).get(0);
            assertThat(connect.getString("broker")).contains("127.0.0.1:1");
            assertThat(connect.getString("clientId")).isEqualTo("billing");
            assertThat(connect.getString("failure")).contains("Is the broker running");
        }
    }

    @Test
    void receiveIsAWaitAndAnAcknowledgementIsASettle() throws Exception {
        peer.opensConnectionAndSession()
                .attachesReceiver("orders")
                .seesCredit(10)
                .sendsText("a")
                .seesAccepted();
        try (FlightRecording recording = new FlightRecording()) {
            connect("?jms.prefetchPolicy.all=10");
            MessageConsumer consumer = session.createConsumer(session.createQueue("orders"));
            connection.start();
            assertThat(consumer.receive(5_000)).isNotNull();
            peer.seesAll();
            close();
            List<RecordedEvent> events = recording.events();
            RecordedEvent wait = called("ReceiveWait", events).get(0);
            assertThat(wait.getString("destination")).isEqualTo("orders");
            assertThat(wait.getBoolean("received")).isTrue();
            RecordedEvent settle = called("Settle", events).get(0);
            assertThat(settle.getString("outcome")).isEqualTo("ACCEPTED");
            assertThat(settle.getBoolean("transacted")).isFalse();
        }
    }
}
