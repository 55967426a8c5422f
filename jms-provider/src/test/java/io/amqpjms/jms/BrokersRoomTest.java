package io.amqpjms.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.testing.ScriptedPeer;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.Session;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A broker that has room for few sessions (AMQP 1.0 §2.7.1), or for few links on each (§2.7.2). */
class BrokersRoomTest {
    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    private final List<JMSException> told = new CopyOnWriteArrayList<>();

    private Connection connect(String uri) throws JMSException {
        Connection connection = new AmqpConnectionFactory(uri).createConnection();
        connection.setExceptionListener(told::add);
        return connection;
    }

    private void opensAndBeginsWithHandleMax(int most) {
        peer.opensConnection();
        peer.driver().expectBegin().respond().withHandleMax(most);
    }

    @Test
    void aConsumerThatHasNoRoomIsRefusedAndTheProducerBesideItSends() throws Exception {
        opensAndBeginsWithHandleMax(0);
        peer.attachesSender("orders").grantsCredit(1);
        try (Connection connection = connect(peer.uri() + "?jms.closeTimeout=300")) {
            Session session = connection.createSession();
            MessageProducer producer = session.createProducer(session.createQueue("orders"));
            assertThatThrownBy(() -> session.createConsumer(session.createQueue("replies")))
                    .isInstanceOf(ResourceAllocationException.class)
                    .hasMessageContaining("replies")
                    .hasMessageContaining("handle-max");
            peer.acceptsNextSend();
            producer.send(session.createTextMessage("hi"));
            peer.seesLinkClose().attachesReceiver("replies").seesCredit();
            producer.close();
            connection.start();
            assertThat(session.createConsumer(session.createQueue("replies"))).isNotNull();
            peer.seesAll();
            peer.seesConnectionClose();
        }
        assertThat(told).isEmpty();
    }

    @Test
    void aSessionThatHasNoRoomIsRefusedAndTheConnectionGoesOn() throws Exception {
        peer.driver().expectSASLAnonymousConnect();
        peer.driver().expectOpen().respond().withContainerId("peer").withChannelMax(0);
        peer.opensSession().attachesSender("orders");
        try (Connection connection = connect(peer.uri() + "?jms.closeTimeout=300")) {
            Session session = connection.createSession();
            assertThatThrownBy(connection::createSession)
                    .isInstanceOf(ResourceAllocationException.class)
                    .hasMessageContaining("channel-max");
            assertThat(session.createProducer(session.createQueue("orders"))).isNotNull();
            peer.seesAll();
            peer.seesConnectionClose();
        }
        assertThat(told).isEmpty();
    }

    @Test
    void theListenerHearsOfAConsumerThatHasNoRoomAfterAReconnect() throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("a").attachesReceiver("b");
        peer.dropsConnection();
        opensAndBeginsWithHandleMax(0);
        peer.attachesReceiver("a");
        try (Connection connection =
                connect("failover:(" + peer.uri() + ")?jms.closeTimeout=300&jms.prefetchPolicy.all=10")) {
            Session session = connection.createSession();
            MessageConsumer first = session.createConsumer(session.createQueue("a"));
            session.createConsumer(session.createQueue("b"));
            await().until(() -> told.size() == 1);
            assertThat(told.get(0))
                    .isInstanceOf(ResourceAllocationException.class)
                    .hasMessageContaining("consumer of queue 'b'")
                    .hasMessageContaining("handle-max");
            peer.seesAll();
            peer.seesCredit().sendsText("hi").seesAccepted();
            connection.start();
            assertThat(first.receive(10_000).getBody(String.class)).isEqualTo("hi");
            peer.seesAll();
            peer.seesConnectionClose();
        }
    }
}
