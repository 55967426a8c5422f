package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.amqpjms.engine.testing.ScriptedPeer;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sends that nobody waits for and that have no answer when something ends: each is told, and told once. */
class SendLossTest {
    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final ScriptedPeer other = new ScriptedPeer();

    private final List<JMSException> told = new CopyOnWriteArrayList<>();
    private Connection connection;
    private Session session;

    private void connect(String options) throws JMSException {
        connection = new AmqpConnectionFactory(peer.uri() + options).createConnection();
        connection.setExceptionListener(told::add);
        session = connection.createSession();
    }

    private MessageProducer producer(String queue) throws JMSException {
        MessageProducer producer = session.createProducer(session.createQueue(queue));
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        return producer;
    }

    private void sendUnanswered(ScriptedPeer to, MessageProducer producer, int messages) throws JMSException {
        to.seesAll();
        for (int i = 0; i < messages; i++) {
            to.leavesNextSendUnanswered();
        }
        for (int i = 0; i < messages; i++) {
            producer.send(session.createTextMessage("a"));
        }
        to.seesAll();
    }

    @Test
    void aLineThatIsLostWhileItsConnectionIsClosedIsToldByItsMessages() throws Exception {
        peer.opensConnectionAndSession().attachesSender("orders").grantsCredit(3);
        connect("?jms.closeTimeout=60000");
        MessageProducer producer = producer("orders");
        sendUnanswered(peer, producer, 3);
        FutureTask<Object> closing = Blocked.in(() -> {
            connection.close();
            return null;
        });
        peer.driver().expectClose();
        peer.driver()
                .remoteClose()
                .withErrorCondition("amqp:connection:forced", "going down")
                .now();
        closing.get(20, TimeUnit.SECONDS);
        await().until(() -> !told.isEmpty());
        assertThat(told).singleElement().satisfies(loss -> assertThat(loss).hasMessageStartingWith("3 messages"));
    }

    @Test
    void whatTheCloseOfASessionHasToldIsNotToldAgain() throws Exception {
        peer.opensConnectionAndSession().attachesSender("orders").grantsCredit(2);
        connect("?jms.closeTimeout=300");
        sendUnanswered(peer, producer("orders"), 2);
        peer.seesSessionEnd();
        session.close();
        peer.seesAll();
        peer.seesConnectionClose();
        connection.close();
        await().until(() -> !told.isEmpty());
        assertThat(told)
                .singleElement()
                .satisfies(loss -> assertThat(loss).hasMessageStartingWith("The session was closed before"));
    }

    @Test
    void whatTheOtherBrokerTakesAlongIsToldBeforeTheLossOfItsConnection() throws Exception {
        peer.opensConnectionAndSession();
        peer.driver()
                .expectAttach()
                .ofSender()
                .reject(true, "amqp:link:redirect", "not here")
                .withErrorCondition(
                        "amqp:link:redirect",
                        "not here",
                        Map.of("network-host", "localhost", "port", other.port(), "address", "orders-there"));
        peer.driver().expectDetach();
        other.opensConnectionAndSession().attachesSender("orders-there").grantsCredit(2);
        connect("");
        sendUnanswered(other, producer("orders"), 2);
        other.driver().expectClose();
        other.driver()
                .remoteClose()
                .withErrorCondition("amqp:connection:forced", "maintenance")
                .now();
        await().until(() -> told.size() == 2);
        assertThat(told.get(0)).hasMessageStartingWith("2 messages");
        assertThat(told.get(1)).hasMessageContaining("maintenance");
        peer.seesAll();
        peer.seesConnectionClose();
        connection.close();
    }

    @Test
    void theCloseOfAProducerDoesNotWaitForTheSendsOfAnother() throws Exception {
        peer.opensConnectionAndSession().attachesSender("full");
        connect("?jms.sendTimeout=-1&jms.closeTimeout=60000");
        MessageProducer full = producer("full");
        full.send(session.createTextMessage("a"));
        peer.seesAll();
        peer.attachesSender("orders").grantsCredit(1).acceptsNextSend();
        MessageProducer orders = producer("orders");
        orders.send(session.createTextMessage("b"));
        peer.seesAll();
        peer.seesLinkClose();
        assertTimeoutPreemptively(Duration.ofSeconds(20), orders::close);
        peer.seesAll();
        peer.acceptsNextSend();
        peer.driver()
                .remoteFlow()
                .withHandle(0)
                .withLinkCredit(1)
                .withDeliveryCount(0)
                .now();
        peer.seesAll();
        peer.seesConnectionClose();
        connection.close();
        assertThat(told).isEmpty();
    }

    @Test
    void theCloseOfAProducerWaitsForItsOwnSendsForTheCloseTimeout() throws Exception {
        peer.opensConnectionAndSession().attachesSender("orders").grantsCredit(1);
        connect("?jms.sendTimeout=-1&jms.closeTimeout=300");
        MessageProducer producer = producer("orders");
        sendUnanswered(peer, producer, 1);
        peer.seesLinkClose();
        assertTimeoutPreemptively(Duration.ofSeconds(20), producer::close);
        await().until(() -> !told.isEmpty());
        peer.seesAll();
        peer.seesConnectionClose();
        connection.close();
        assertThat(told).hasSize(1);
    }
}
