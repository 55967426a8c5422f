package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.MessageListener;
import jakarta.jms.Session;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Consumers of one queue whose prefetch follows their pace. */
class AdaptivePrefetchIT {
    private static final String QUEUE = "shared-work";
    private static final int MESSAGES = 600;
    private static final int BEFORE_IT_HANGS = 8;

    @RegisterExtension
    final EmbeddedBroker broker = new EmbeddedBroker();

    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger slowlyTaken = new AtomicInteger();

    private Connection connect() throws JMSException {
        return new AmqpConnectionFactory(
                        broker.uri()
                                + "?jms.prefetchPolicy.all=200&jms.prefetchPolicy.adaptive=true&jms.prefetchPolicy.adaptiveWait=100")
                .createConnection();
    }

    private static void listen(Connection connection, MessageListener listener) throws JMSException {
        Session session = connection.createSession();
        session.createConsumer(session.createQueue(QUEUE)).setMessageListener(listener);
        connection.start();
    }

    /** Takes 50 ms for each of the first messages, and does not return from the next. */
    private void takeSlowly() {
        boolean hangs = slowlyTaken.incrementAndGet() > BEFORE_IT_HANGS;
        try {
            assertThat(released.await(hangs ? 60_000 : 50, TimeUnit.MILLISECONDS))
                    .isEqualTo(hangs);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aSlowConsumerKeepsFewMessagesFromAQuickOne() throws Exception {
        try (JMSContext context = new AmqpConnectionFactory(broker.uri().toString()).createContext()) {
            for (int i = 0; i < MESSAGES; i++) {
                context.createProducer().send(context.createQueue(QUEUE), String.valueOf(i));
            }
        }
        AtomicInteger quicklyTaken = new AtomicInteger();
        try (Connection slow = connect();
                Connection quick = connect()) {
            listen(slow, message -> takeSlowly());
            await().until(() -> slowlyTaken.get() > BEFORE_IT_HANGS);
            listen(quick, message -> quicklyTaken.incrementAndGet());
            // A prefetch of 200 that does not adapt keeps so many from the quick one, and nobody takes them.
            await().until(() -> quicklyTaken.get() + slowlyTaken.get() >= MESSAGES - 10);
            released.countDown();
            await().until(() -> quicklyTaken.get() + slowlyTaken.get() == MESSAGES);
        }
    }
}
