package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.ScriptedPeer;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of messages that the broker has forgotten once it has sent them. */
class PresettleTest {
    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    private Connection connect(String options) throws JMSException {
        peer.opensConnectionAndSession();
        return new AmqpConnectionFactory(peer.uri() + options).createConnection();
    }

    private void sendSettled(String... texts) {
        peer.attachesReceiver("orders").seesCredit(10);
        for (int i = 0; i < texts.length; i++) {
            peer.driver()
                    .remoteTransfer()
                    .withDeliveryId(i)
                    .withSettled(true)
                    .withBody()
                    .withString(texts[i])
                    .also()
                    .queue();
        }
    }

    private void failOnFirst(Message message) {
        try {
            String text = message.getBody(String.class);
            seen.add(message.getJMSRedelivered() ? text + " again" : text);
            if (text.equals("a")) {
                throw new IllegalArgumentException("the listener fails");
            }
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Session.AUTO_ACKNOWLEDGE, Session.DUPS_OK_ACKNOWLEDGE})
    void whatAListenerFailsOnComesOnceMoreAndTheOthersFollow(int mode) throws Exception {
        Connection connection =
                connect("?jms.prefetchPolicy.all=10&amqp.drainTimeout=500&jms.presettlePolicy.presettleConsumers=true");
        Session session = connection.createSession(mode);
        sendSettled("a", "b", "c");
        MessageConsumer consumer = session.createConsumer(session.createQueue("orders"));
        connection.start();
        peer.seesAll();
        consumer.setMessageListener(this::failOnFirst);
        for (String text : List.of("a", "a again", "b", "c")) {
            assertThat(seen.poll(5, TimeUnit.SECONDS)).isEqualTo(text);
        }
        peer.seesConnectionClose();
        connection.close();
    }

    @Test
    void aRollbackBringsThemAgain() throws Exception {
        Connection connection = connect("?jms.prefetchPolicy.all=10");
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        sendSettled("a", "b");
        MessageConsumer consumer = session.createConsumer(session.createQueue("orders"));
        connection.start();
        peer.seesAll();
        assertThat(consumer.receive(5000).getBody(String.class)).isEqualTo("a");
        session.rollback();
        assertThat(consumer.receive(5000).getBody(String.class)).isEqualTo("a");
        assertThat(consumer.receive(5000).getBody(String.class)).isEqualTo("b");
        peer.seesConnectionClose();
        connection.close();
    }
}
