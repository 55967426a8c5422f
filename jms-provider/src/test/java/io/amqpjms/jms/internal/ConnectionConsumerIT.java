package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.ServerSession;
import jakarta.jms.ServerSessionPool;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages handed to the sessions of an application server, from a real broker. */
class ConnectionConsumerIT {
    @RegisterExtension
    static final EmbeddedBroker broker = new EmbeddedBroker();

    private final ExecutorService server = Executors.newSingleThreadExecutor();
    private final List<String> processed = new CopyOnWriteArrayList<>();
    private Connection connection;
    private Session work;
    private Queue queue;

    @BeforeEach
    void connect(TestInfo test) throws Exception {
        connection = new AmqpConnectionFactory(broker.uri().toString()).createConnection();
        connection.setClientID(test.getTestMethod().orElseThrow().getName());
        connection.start();
        work = connection.createSession();
        work.setMessageListener(message -> processed.add(text(message)));
        queue = work.createQueue(test.getTestMethod().orElseThrow().getName());
    }

    @AfterEach
    void disconnect() throws Exception {
        connection.close();
        server.shutdown();
        assertThat(server.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void serverSessionsProcessTheMessagesInOrder() throws Exception {
        ConnectionConsumer consumer = connection.createConnectionConsumer(queue, null, pool(), 5);
        send(queue, 50);
        await().until(() -> processed.size() == 50);
        assertThat(processed)
                .isEqualTo(IntStream.range(0, 50).mapToObj(String::valueOf).toList());
        await().until(() -> broker.messageCount(queue.getQueueName()) == 0);
        consumer.close();
        assertThatThrownBy(consumer::getServerSessionPool).isInstanceOf(JMSException.class);
    }

    @Test
    void nothingIsHandedOverWhileTheConnectionIsStopped() throws Exception {
        connection.stop();
        connection.createConnectionConsumer(queue, null, pool(), 1);
        send(queue, 1);
        await().untilAsserted(() ->
                assertThat(broker.messageCount(queue.getQueueName())).isEqualTo(1));
        assertThat(processed).isEmpty();
        connection.start();
        await().until(() -> processed.size() == 1);
    }

    @Test
    void durableSubscriptionServesTheServerToo() throws Exception {
        Topic topic = work.createTopic(queue.getQueueName());
        connection
                .createDurableConnectionConsumer(topic, "sub", null, pool(), 1)
                .close();
        send(topic, 3);
        connection.createDurableConnectionConsumer(topic, "sub", null, pool(), 1);
        await().until(() -> processed.size() == 3);
    }

    @Test
    void sharedSubscriptionServesTheServerToo() throws Exception {
        Topic topic = work.createTopic(queue.getQueueName());
        connection.createSharedConnectionConsumer(topic, "sub", null, pool(), 1);
        send(topic, 3);
        await().until(() -> processed.size() == 3);
    }

    @Test
    void sharedDurableSubscriptionServesTheServerToo() throws Exception {
        Topic topic = work.createTopic(queue.getQueueName());
        connection
                .createSharedDurableConnectionConsumer(topic, "sub", null, pool(), 1)
                .close();
        send(topic, 3);
        connection.createSharedDurableConnectionConsumer(topic, "sub", null, pool(), 1);
        await().until(() -> processed.size() == 3);
    }

    @Test
    void transactedServerSessionCommitsWhatItProcessed() throws Exception {
        Session transacted = connection.createSession(Session.SESSION_TRANSACTED);
        transacted.setMessageListener(message -> {
            processed.add(text(message));
            try {
                transacted.commit();
            } catch (JMSException failure) {
                throw new AssertionError("committing", failure);
            }
        });
        connection.createConnectionConsumer(queue, null, poolOf(transacted), 1);
        send(queue, 3);
        await().until(() -> broker.messageCount(queue.getQueueName()) == 0);
        assertThat(processed).containsExactly("0", "1", "2");
    }

    @Test
    void closingTheConnectionIsNoFailureOfItsConsumers() throws Exception {
        List<JMSException> told = new CopyOnWriteArrayList<>();
        connection.setExceptionListener(told::add);
        connection.createConnectionConsumer(queue, null, pool(), 1);
        connection.close();
        await().during(Duration.ofMillis(200)).until(told::isEmpty);
    }

    private ServerSessionPool pool() {
        return poolOf(work);
    }

    private ServerSessionPool poolOf(Session session) {
        return () -> new ServerSession() {
            @Override
            public Session getSession() {
                return session;
            }

            @Override
            public void start() {
                server.execute(session);
            }
        };
    }

    private void send(jakarta.jms.Destination to, int count) throws Exception {
        Session sending = connection.createSession();
        MessageProducer producer = sending.createProducer(to);
        for (int i = 0; i < count; i++) {
            producer.send(sending.createTextMessage(String.valueOf(i)));
        }
        sending.close();
    }

    private static String text(Message message) {
        try {
            return message.getBody(String.class);
        } catch (JMSException failure) {
            throw new AssertionError("reading a message", failure);
        }
    }
}
