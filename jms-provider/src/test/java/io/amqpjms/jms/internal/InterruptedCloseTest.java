package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.ScriptedPeer;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A close by a thread that is interrupted does all that a close has to, and leaves the thread interrupted. */
class InterruptedCloseTest {
    private static final int CREDIT = 10;

    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    private Connection connection;

    private Session connect() throws JMSException {
        peer.opensConnectionAndSession();
        connection = new AmqpConnectionFactory(
                        peer.uri() + "?jms.prefetchPolicy.all=" + CREDIT + "&jms.closeTimeout=300")
                .createConnection();
        return connection.createSession();
    }

    @AfterEach
    void leaveNoInterrupt() {
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void anInterruptedThreadTellsCompletionListenersBeforeItsCloseEnds() throws Exception {
        Session session = connect();
        peer.attachesSender("orders").grantsCredit(1).leavesNextSendUnanswered();
        Heard heard = new Heard();
        MessageProducer producer = session.createProducer(session.createQueue("orders"));
        producer.send(session.createTextMessage("a"), heard);
        peer.seesAll();
        peer.seesConnectionClose();
        Thread.currentThread().interrupt();
        connection.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(heard.failures).hasSize(1);
    }

    @Test
    void anInterruptedThreadWaitsForTheListenerThatRuns() throws Exception {
        Session session = connect();
        peer.attachesReceiver("orders").seesCredit(CREDIT).sendsText("a");
        HeldListener held = new HeldListener();
        session.createConsumer(session.createQueue("orders")).setMessageListener(held);
        connection.start();
        held.awaitCall();
        FutureTask<Boolean> closing = Blocked.in(() -> {
            Thread.currentThread().interrupt();
            connection.close();
            return Thread.interrupted();
        });
        peer.seesAccepted().seesConnectionClose();
        held.letReturn();
        assertThat(closing.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anInterruptedThreadDetachesTheProducerThatItCloses() throws Exception {
        Session session = connect();
        peer.attachesSender("orders").grantsCredit(1).acceptsNextSend().seesLinkClose();
        MessageProducer producer = session.createProducer(session.createQueue("orders"));
        producer.send(session.createTextMessage("a"), new Heard());
        Thread.currentThread().interrupt();
        producer.close();
        assertThat(Thread.interrupted()).isTrue();
        peer.seesAll();
        peer.seesConnectionClose();
        connection.close();
    }

    private static final class Heard implements CompletionListener {
        private final List<Exception> failures = new CopyOnWriteArrayList<>();

        @Override
        public void onCompletion(Message message) {}

        @Override
        public void onException(Message message, Exception failure) {
            failures.add(failure);
        }
    }
}
