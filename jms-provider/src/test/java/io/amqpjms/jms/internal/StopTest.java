package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.ScriptedPeer;
import io.amqpjms.jms.AmqpConnectionFactory;
import io.amqpjms.jms.Metrics;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a stop of a connection waits for (JMS 3.1 §6.1.5). */
class StopTest {
    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    private final CountDownLatch taken = new CountDownLatch(1);
    private final CountDownLatch mayReturn = new CountDownLatch(1);

    /** Holds the receive that has its message. */
    private final Metrics holding = new Metrics() {
        @Override
        public void received(String destination, boolean redelivered) {
            taken.countDown();
            try {
                mayReturn.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    };

    private Connection connection;

    private MessageConsumer consumer() throws JMSException {
        AmqpConnectionFactory factory = new AmqpConnectionFactory(
                peer.uri() + "?jms.prefetchPolicy.all=10&jms.receiveLocalOnly=true&jms.receiveNoWaitLocalOnly=true");
        factory.setMetrics(holding);
        peer.opensConnectionAndSession().attachesReceiver("orders").seesCredit(10);
        connection = factory.createConnection();
        Session session = connection.createSession();
        return session.createConsumer(session.createQueue("orders"));
    }

    private void close() throws JMSException {
        peer.seesConnectionClose();
        connection.close();
    }

    private Object stop() throws JMSException {
        connection.stop();
        return "stopped";
    }

    @Test
    void aStopWaitsForAReceiveThatHasItsMessage() throws Exception {
        MessageConsumer consumer = consumer();
        peer.sendsText("a").seesAccepted();
        connection.start();
        FutureTask<Message> receiving = Blocked.in(() -> consumer.receive(10_000));
        assertThat(taken.await(10, TimeUnit.SECONDS)).isTrue();
        FutureTask<Object> stopping = Blocked.in(this::stop);
        assertThat(stopping).isNotDone();
        mayReturn.countDown();
        assertThat(stopping.get(10, TimeUnit.SECONDS)).isEqualTo("stopped");
        assertThat(receiving.get(10, TimeUnit.SECONDS).getBody(String.class)).isEqualTo("a");
        close();
    }

    @Test
    void aStopDoesNotWaitForAReceiveThatHasNone() throws Exception {
        MessageConsumer consumer = consumer();
        connection.start();
        FutureTask<Message> receiving = Blocked.in(() -> consumer.receive(10_000));
        FutureTask<Object> stopping = new FutureTask<>(this::stop);
        new Thread(stopping).start();
        assertThat(stopping.get(5, TimeUnit.SECONDS)).isEqualTo("stopped");
        assertThat(receiving).isNotDone();
        close();
        assertThat(receiving.get(10, TimeUnit.SECONDS)).isNull();
    }
}
