package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is left on a real broker after each way to acknowledge. */
class AcknowledgeIT {
    @RegisterExtension
    static final EmbeddedBroker broker = new EmbeddedBroker();

    private Connection connection;
    private String queue;

    @BeforeEach
    void connect(TestInfo test) throws Exception {
        queue = test.getTestMethod().orElseThrow().getName();
        connection = new AmqpConnectionFactory(broker.uri().toString()).createConnection();
        connection.start();
    }

    @AfterEach
    void disconnect() throws Exception {
        connection.close();
    }

    @Test
    void unacknowledgedMessagesComeBackCounted() throws Exception {
        send("a", "b");
        Session first = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = consumer(first);
        consumer.receive(5000);
        consumer.receive(5000);
        first.close();

        Message again = consumer(connection.createSession()).receive(5000);
        assertThat(again.getBody(String.class)).isEqualTo("a");
        assertThat(again.getJMSRedelivered()).isTrue();
        assertThat(again.getIntProperty("JMSXDeliveryCount")).isEqualTo(2);
    }

    @Test
    void prefetchedMessagesComeBackUncounted() throws Exception {
        send("a", "b");
        Session first = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        consumer(first).receive(5000).acknowledge();
        first.close();

        Message other = consumer(connection.createSession()).receive(5000);
        assertThat(other.getBody(String.class)).isEqualTo("b");
        assertThat(other.getJMSRedelivered()).isFalse();
    }

    @Test
    void prefetchedMessagesOfAClosedConsumerComeBackUncountedAndInOrder() throws Exception {
        String[] texts = IntStream.range(0, 50).mapToObj(Integer::toString).toArray(String[]::new);
        send(texts);
        for (int round = 0; round < 5; round++) {
            Session session = connection.createSession();
            MessageConsumer consumer = consumer(session);
            int fewest = 5 + round;
            await().until(() -> ((SessionImpl) session).consumers().prefetched() >= fewest);
            consumer.close();
            session.close();
        }
        Session last = connection.createSession();
        MessageConsumer consumer = consumer(last);
        for (String text : texts) {
            Message message = consumer.receive(5000);
            assertThat(text(message)).isEqualTo(text);
            assertThat(message.getIntProperty("JMSXDeliveryCount")).isOne();
        }
    }

    @Test
    void acknowledgingOneMessageAcknowledgesAllOfTheSession() throws Exception {
        send("a", "b", "c");
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = consumer(session);
        consumer.receive(5000);
        consumer.receive(5000).acknowledge();
        await().until(() -> broker.messageCount(queue) == 1);
    }

    @Test
    void individualModeAcknowledgesOneMessage() throws Exception {
        send("a", "b", "c");
        Session session = connection.createSession(101);
        MessageConsumer consumer = consumer(session);
        consumer.receive(5000);
        consumer.receive(5000).acknowledge();
        consumer.receive(5000);
        session.close();
        assertThat(receiveAll()).containsExactly("a", "c");
    }

    @Test
    void lazyModeAcknowledgesBeforeItWaits() throws Exception {
        send("a", "b", "c");
        Session session = connection.createSession(Session.DUPS_OK_ACKNOWLEDGE);
        MessageConsumer consumer = consumer(session);
        consumer.receive(5000);
        consumer.receive(5000);
        consumer.receive(5000);
        assertThat(consumer.receive(10)).isNull();
        await().until(() -> broker.messageCount(queue) == 0);
    }

    @Test
    void lazyModeAcknowledgesWhenTheSessionCloses() throws Exception {
        send("a");
        Session session = connection.createSession(Session.DUPS_OK_ACKNOWLEDGE);
        consumer(session).receive(5000);
        session.close();
        assertThat(broker.messageCount(queue)).isZero();
    }

    @Test
    void noAcknowledgeModeLeavesNothingBehind() throws Exception {
        send("a");
        Session session = connection.createSession(100);
        assertThat(consumer(session).receive(5000).getBody(String.class)).isEqualTo("a");
        await().until(() -> broker.messageCount(queue) == 0);
    }

    @Test
    void recoverDeliversAgainFromTheOldest() throws Exception {
        send("a", "b", "c");
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = consumer(session);
        consumer.receive(5000);
        consumer.receive(5000);
        session.recover();
        Message again = consumer.receive(5000);
        assertThat(again.getBody(String.class)).isEqualTo("a");
        assertThat(again.getIntProperty("JMSXDeliveryCount")).isEqualTo(2);
        assertThat(again.getJMSRedelivered()).isTrue();
        assertThat(consumer.receive(5000).getBody(String.class)).isEqualTo("b");
        Message last = consumer.receive(5000);
        assertThat(last.getBody(String.class)).isEqualTo("c");
        assertThat(last.getJMSRedelivered()).isFalse();
    }

    @Test
    void messagesOfAClosedConsumerCanStillBeAcknowledged() throws Exception {
        send("a", "b");
        Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = consumer(session);
        Message message = consumer.receive(5000);
        consumer.close();
        message.acknowledge();
        await().until(() -> broker.messageCount(queue) == 1);
        assertThat(receiveAll()).containsExactly("b");
    }

    @Test
    void messageIsDeliveredAgainWhenItsListenerThrows() throws Exception {
        send("a", "b");
        List<String> seen = new CopyOnWriteArrayList<>();
        consumer(connection.createSession()).setMessageListener(message -> {
            String text = text(message);
            seen.add(text);
            if (seen.size() == 1) {
                throw new IllegalArgumentException("the listener fails once");
            }
        });
        await().until(() -> broker.messageCount(queue) == 0);
        assertThat(seen).containsExactly("a", "a", "b");
    }

    @Test
    void messageThatNobodyCanProcessIsMovedAwayByTheBroker() throws Exception {
        send("poison", "good");
        AtomicInteger attempts = new AtomicInteger();
        List<String> processed = new CopyOnWriteArrayList<>();
        consumer(connection.createSession()).setMessageListener(message -> {
            if (text(message).equals("poison")) {
                attempts.incrementAndGet();
                throw new IllegalArgumentException("the listener always fails on this one");
            }
            processed.add(text(message));
        });
        await().atMost(Duration.ofSeconds(20)).until(() -> broker.messageCount(queue) == 0);
        assertThat(processed).containsExactly("good");
        await().untilAsserted(() -> assertThat(broker.messageCount("DLQ")).isEqualTo(1));
        assertThat(attempts).hasValue(10);
    }

    @Test
    void acknowledgeIsRefusedOnceTheSessionIsClosed() throws Exception {
        send("a");
        Session session = connection.createSession();
        Message message = consumer(session).receive(5000);
        session.close();
        assertThatThrownBy(message::acknowledge).isInstanceOf(IllegalStateException.class);
    }

    private static String text(Message message) {
        try {
            return message.getBody(String.class);
        } catch (jakarta.jms.JMSException failure) {
            throw new AssertionError("reading a message", failure);
        }
    }

    private void send(String... texts) throws Exception {
        try (Session session = connection.createSession()) {
            for (String text : texts) {
                session.createProducer(session.createQueue(queue)).send(session.createTextMessage(text));
            }
        }
    }

    private MessageConsumer consumer(Session session) throws Exception {
        return session.createConsumer(session.createQueue(queue));
    }

    private List<String> receiveAll() throws Exception {
        List<String> texts = new CopyOnWriteArrayList<>();
        try (Session session = connection.createSession()) {
            MessageConsumer consumer = consumer(session);
            for (Message message = consumer.receive(500); message != null; message = consumer.receive(500)) {
                texts.add(text(message));
            }
        }
        return texts;
    }
}
