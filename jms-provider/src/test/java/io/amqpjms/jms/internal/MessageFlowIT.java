package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many messages through a real broker: none lost, none twice, in order. */
class MessageFlowIT {
    private static final int MANY = 10_000;
    private static final String FILLING = "x".repeat(1000);

    @RegisterExtension
    static final EmbeddedBroker broker = new EmbeddedBroker().persistent();

    @Test
    void persistentMessagesComeInOrderByReceive() throws Exception {
        try (Connection connection = connect()) {
            CompletableFuture<Void> sending = sendMany("by-receive");
            Session session = connection.createSession();
            MessageConsumer consumer = session.createConsumer(session.createQueue("by-receive"));
            List<Integer> received = new ArrayList<>();
            while (received.size() < MANY) {
                received.add(numberOf(consumer.receive(20_000)));
            }
            sending.get(1, TimeUnit.MINUTES);
            assertThat(received).isEqualTo(inOrder());
            assertThat(consumer.receiveNoWait()).isNull();
        }
        // The count follows what the broker has written down.
        await().until(() -> broker.messageCount("by-receive") == 0);
    }

    @Test
    void persistentMessagesComeInOrderByListener() throws Exception {
        List<Integer> received = new ArrayList<>();
        CountDownLatch all = new CountDownLatch(MANY);
        try (Connection connection = connect()) {
            Session session = connection.createSession();
            session.createConsumer(session.createQueue("by-listener")).setMessageListener(message -> {
                received.add(numberOf(message));
                all.countDown();
            });
            sendMany("by-listener").get(1, TimeUnit.MINUTES);
            assertThat(all.await(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(received).isEqualTo(inOrder());
        // The count follows what the broker has written down.
        await().until(() -> broker.messageCount("by-listener") == 0);
    }

    private static Connection connect() throws JMSException {
        Connection connection = new AmqpConnectionFactory(broker.uri().toString()).createConnection();
        connection.start();
        return connection;
    }

    private static CompletableFuture<Void> sendMany(String queueName) {
        return CompletableFuture.runAsync(() -> {
            try (Connection connection = connect()) {
                Session session = connection.createSession();
                Queue queue = session.createQueue(queueName);
                MessageProducer producer = session.createProducer(queue);
                for (int i = 0; i < MANY; i++) {
                    TextMessage message = session.createTextMessage(FILLING);
                    message.setIntProperty("number", i);
                    producer.send(message);
                }
            } catch (JMSException failure) {
                throw new AssertionError("sending to " + queueName, failure);
            }
        });
    }

    private static int numberOf(Message message) {
        try {
            assertThat(((TextMessage) message).getText()).isEqualTo(FILLING);
            return message.getIntProperty("number");
        } catch (JMSException failure) {
            throw new AssertionError("reading a message", failure);
        }
    }

    private static List<Integer> inOrder() {
        return IntStream.range(0, MANY).boxed().toList();
    }
}
