package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.amqpjms.engine.testing.ScriptedPeer;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What goes back to a broker that has credit left, where the broker cannot be asked to take that back. */
class RecallTest {
    private static final String NO_DRAIN =
            "?jms.prefetchPolicy.all=4&jms.receiveLocalOnly=true&jms.receiveNoWaitLocalOnly=true";

    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final ScriptedPeer second = new ScriptedPeer();

    private final AtomicBoolean failed = new AtomicBoolean();
    private Connection connection;

    private MessageConsumer consumer(int mode, String uri) throws JMSException {
        peer.opensConnectionAndSession().attachesReceiver("orders");
        connection = new AmqpConnectionFactory(uri).createConnection();
        Session session = connection.createSession(mode);
        return session.createConsumer(session.createQueue("orders"));
    }

    private void failOnce(Message message) {
        if (!failed.getAndSet(true)) {
            throw new IllegalArgumentException("the listener fails");
        }
    }

    @Test
    void whatAListenerFailsOnGoesBackToABrokerThatMustNotBeDrained() throws Exception {
        MessageConsumer consumer = consumer(Session.AUTO_ACKNOWLEDGE, peer.uri() + NO_DRAIN);
        peer.seesCredit(4).sendsText("a").sendsText("b");
        connection.start();
        peer.seesAll();
        peer.driver().expectDisposition().withFirst(0).withState().modified(true);
        peer.driver().expectDisposition().withFirst(1).withState().released();
        peer.seesCredit(4);
        consumer.setMessageListener(this::failOnce);
        peer.seesAll();
        peer.seesConnectionClose();
        connection.close();
    }

    @Test
    void aCloseGivesBackWhatNobodySawToABrokerThatMustNotBeDrained() throws Exception {
        MessageConsumer consumer = consumer(Session.CLIENT_ACKNOWLEDGE, peer.uri() + NO_DRAIN);
        peer.seesCredit(4).sendsText("a").sendsText("b");
        connection.start();
        Message seen = consumer.receive(5000);
        peer.seesAll();
        peer.driver().expectFlow().withLinkCredit(0).withDrain(anyOf(nullValue(), equalTo(false)));
        peer.driver().expectDisposition().withFirst(1).withState().released();
        consumer.close();
        peer.seesAll();
        peer.seesAccepted().seesLinkClose();
        seen.acknowledge();
        peer.seesAll();
        peer.seesConnectionClose();
        connection.close();
    }

    @Test
    void creditThatWasMeantForALostLineIsNotGrantedOnTheNext() throws Exception {
        MessageConsumer consumer = consumer(
                Session.AUTO_ACKNOWLEDGE,
                "failover:(" + peer.uri() + "," + second.uri() + ")?jms.prefetchPolicy.all=10&jms.closeTimeout=300");
        peer.seesCredit(10);
        for (int i = 0; i < 8; i++) {
            peer.sendsText("lost with its line");
        }
        connection.start();
        peer.seesAll();
        second.opensConnectionAndSession()
                .attachesReceiver("orders")
                .seesCredit(10)
                .sendsText("again")
                .seesAccepted();
        peer.driver().expectFlow().withDrain(true);
        peer.dropsConnection();
        consumer.setMessageListener(this::failOnce);
        second.seesAll();
        assertThat(failed).isTrue();
        second.seesConnectionClose();
        connection.close();
    }
}
