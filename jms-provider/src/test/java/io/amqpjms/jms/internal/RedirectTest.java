package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.testing.ScriptedPeer;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.qpid.protonj2.test.driver.expectations.AttachExpectation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A peer that sends a connection or a link elsewhere (AMQP 1.0 §2.8.16, §2.8.18). */
class RedirectTest {
    private static final String LINK_REDIRECT = "amqp:link:redirect";
    private static final String CONNECTION_REDIRECT = "amqp:connection:redirect";

    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final ScriptedPeer other = new ScriptedPeer();

    private final List<JMSException> told = new CopyOnWriteArrayList<>();
    private Connection connection;
    private Session session;
    private Queue queue;

    private void connect(int mode) throws JMSException {
        connection = new AmqpConnectionFactory(peer.uri() + "?jms.prefetchPolicy.all=10").createConnection();
        connection.setExceptionListener(told::add);
        session = connection.createSession(mode);
        queue = session.createQueue("orders");
    }

    private void close() throws JMSException {
        peer.seesConnectionClose();
        connection.close();
    }

    private Map<String, Object> otherPeer() {
        return Map.of("network-host", "localhost", "port", other.port(), "address", "orders-there");
    }

    private void redirectsSender(Map<String, Object> where) {
        redirects(peer.driver().expectAttach().ofSender(), where);
    }

    private void redirectsReceiver(Map<String, Object> where) {
        redirects(peer.driver().expectAttach().ofReceiver(), where);
    }

    private void redirects(AttachExpectation attach, Map<String, Object> where) {
        attach.reject(true, LINK_REDIRECT, "not here").withErrorCondition(LINK_REDIRECT, "not here", where);
        peer.driver().expectDetach();
    }

    private void refusesConnection(Map<String, Object> where) {
        peer.driver().expectSASLAnonymousConnect();
        peer.driver()
                .expectOpen()
                .respond()
                .withContainerId("peer")
                .withProperty("amqp:connection-establishment-failed", true);
        peer.driver()
                .remoteClose()
                .withErrorCondition(CONNECTION_REDIRECT, "not here", where)
                .queue();
        peer.driver().expectClose();
    }

    @Test
    void connectionSentToAPathThatNobodyUnderstandsIsRefused() throws Exception {
        refusesConnection(
                Map.of("network-host", "localhost", "port", other.port(), "scheme", "amqpws", "path", "/a b"));
        assertThatThrownBy(() -> new AmqpConnectionFactory(peer.uri().toString()).createConnection())
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("not here");
    }

    @Test
    void producerSentToAnotherAddressSendsThere() throws Exception {
        peer.opensConnectionAndSession();
        redirectsSender(Map.of("address", "orders-2"));
        peer.attachesSender("orders-2").grantsCredit(1).acceptsNextSend();
        connect(Session.AUTO_ACKNOWLEDGE);
        session.createProducer(queue).send(session.createTextMessage("a"));
        close();
    }

    @Test
    void transactedConsumerSentToAnotherAddressOfTheSameBrokerReceivesFromThere() throws Exception {
        peer.opensConnectionAndSession();
        redirectsReceiver(
                Map.of("network-host", "localhost", "port", peer.port(), "scheme", "amqp", "address", "orders-2"));
        peer.attachesReceiver("orders-2");
        connect(Session.SESSION_TRANSACTED);
        session.createConsumer(queue);
        close();
    }

    @Test
    void producerSentToAnotherBrokerSendsThereOverAConnectionOfItsOwn() throws Exception {
        peer.opensConnectionAndSession();
        redirectsSender(otherPeer());
        other.opensConnectionAndSession()
                .attachesSender("orders-there")
                .grantsCredit(1)
                .acceptsNextSend();
        connect(Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(queue);
        producer.send(session.createTextMessage("a"));
        peer.seesAll();
        other.seesLinkClose();
        producer.close();
        other.seesAll();
        other.seesConnectionClose();
        close();
        assertThat(told).isEmpty();
    }

    @Test
    void consumerSentToAnotherBrokerReceivesAndEndsWithItsSession() throws Exception {
        peer.opensConnectionAndSession();
        redirectsReceiver(otherPeer());
        other.opensConnectionAndSession().attachesReceiver("orders-there");
        connect(Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(queue);
        other.seesCredit().sendsText("a").seesAccepted();
        connection.start();
        assertThat(consumer.receive(5000).getBody(String.class)).isEqualTo("a");
        other.seesAll();
        other.seesLinkClose();
        peer.seesSessionEnd();
        session.close();
        other.seesAll();
        other.seesConnectionClose();
        close();
    }

    @Test
    void lossOfTheOtherBrokerIsToldAndTheNextSendIsSentElsewhereAnew() throws Exception {
        peer.opensConnectionAndSession();
        redirectsSender(otherPeer());
        other.opensConnectionAndSession()
                .attachesSender("orders-there")
                .closesConnection("amqp:connection:forced", "maintenance");
        connect(Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(queue);
        await().until(() -> told.size() == 1);
        assertThat(told.get(0)).hasMessageContaining("maintenance").hasMessageContaining(String.valueOf(other.port()));
        peer.seesAll();
        peer.attachesSender("orders").grantsCredit(1).acceptsNextSend();
        producer.send(session.createTextMessage("a"));
        close();
    }

    @Test
    void endOfTheSessionAtTheOtherBrokerIsToldOnce() throws Exception {
        peer.opensConnectionAndSession();
        redirectsReceiver(otherPeer());
        redirectsReceiver(otherPeer());
        other.opensConnectionAndSession().attachesReceiver("orders-there").attachesReceiver("orders-there");
        connect(Session.AUTO_ACKNOWLEDGE);
        session.createConsumer(queue).setMessageListener(message -> {});
        session.createConsumer(queue).setMessageListener(message -> {});
        other.seesAll();
        other.driver().expectEnd();
        other.driver()
                .remoteEnd()
                .withErrorCondition("amqp:not-allowed", "maintenance")
                .now();
        await().until(() -> !told.isEmpty());
        assertThat(told.get(0)).hasMessageContaining("maintenance").hasMessageContaining(String.valueOf(other.port()));
        peer.seesAll();
        other.seesAll();
        other.seesConnectionClose();
        close();
        assertThat(told).hasSize(1);
    }

    @Test
    void transactedProducerIsToldWhereItWasSentTo() throws Exception {
        peer.opensConnectionAndSession();
        redirectsSender(otherPeer());
        connect(Session.SESSION_TRANSACTED);
        assertThatThrownBy(() -> session.createProducer(queue))
                .isInstanceOfSatisfying(
                        JMSException.class,
                        failure -> assertThat(failure.getErrorCode()).isEqualTo(LINK_REDIRECT))
                .hasMessageContaining("not here")
                .hasMessageContaining("transactions")
                .hasMessageContaining("amqp://localhost:" + other.port());
        close();
    }

    @Test
    void linkThatIsSentNowhereFailsWithTheReason() throws Exception {
        peer.opensConnectionAndSession();
        redirectsSender(Map.of("network-host", "localhost"));
        connect(Session.AUTO_ACKNOWLEDGE);
        assertThatThrownBy(() -> session.createProducer(queue))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("not followed")
                .hasMessageContaining("network-host");
        close();
    }

    @Test
    void linkThatIsSentInCirclesGivesUp() throws Exception {
        peer.opensConnectionAndSession();
        for (int i = 0; i < 5; i++) {
            redirectsReceiver(Map.of("address", "orders"));
        }
        connect(Session.AUTO_ACKNOWLEDGE);
        assertThatThrownBy(() -> session.createConsumer(queue))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("4 times");
        close();
    }

    @Test
    void connectionSentToAnotherBrokerIsOpenedThereWithoutFailoverToo() throws Exception {
        refusesConnection(Map.of("network-host", "localhost", "port", other.port()));
        other.opensConnectionAndSession();
        connect(Session.AUTO_ACKNOWLEDGE);
        assertThat(connection.toString()).contains(String.valueOf(other.port()));
        other.seesConnectionClose();
        connection.close();
    }

    @Test
    void connectionThatIsSentNowhereFailsAndTellsWhatItWasTold() {
        refusesConnection(Map.of("hostname", "elsewhere"));
        assertThatThrownBy(() -> connect(Session.AUTO_ACKNOWLEDGE))
                .isInstanceOfSatisfying(
                        JMSException.class,
                        failure -> assertThat(failure.getErrorCode()).isEqualTo(CONNECTION_REDIRECT))
                .hasMessageContaining("hostname=elsewhere");
    }
}
