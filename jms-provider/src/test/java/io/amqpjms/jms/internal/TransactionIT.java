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
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Transacted sessions on a real broker. */
class TransactionIT {
    @RegisterExtension
    static final EmbeddedBroker broker = new EmbeddedBroker();

    private Connection connection;
    private Session session;
    private String queue;

    @BeforeEach
    void connect(TestInfo test) throws Exception {
        queue = test.getTestMethod().orElseThrow().getName();
        connection = new AmqpConnectionFactory(broker.uri().toString()).createConnection();
        connection.start();
        session = connection.createSession(Session.SESSION_TRANSACTED);
    }

    @AfterEach
    void disconnect() throws Exception {
        connection.close();
    }

    @Test
    void sendsAreSeenAfterTheCommit() throws Exception {
        MessageProducer producer = producer();
        producer.send(session.createTextMessage("a"));
        producer.send(session.createTextMessage("b"));
        assertThat(broker.messageCount(queue)).isZero();
        session.commit();
        assertThat(receiveAll()).containsExactly("a", "b");
    }

    @Test
    @Timeout(10)
    void sessionThatDidNothingIsClosedAtOnce() throws Exception {
        connection.createSession(Session.SESSION_TRANSACTED).close();
    }

    @Test
    void rolledBackSendsAreNeverSeen() throws Exception {
        MessageProducer producer = producer();
        producer.send(session.createTextMessage("a"));
        session.rollback();
        producer.send(session.createTextMessage("b"));
        session.commit();
        assertThat(receiveAll()).containsExactly("b");
    }

    @Test
    void committedMessagesAreGone() throws Exception {
        fill("a", "b");
        MessageConsumer consumer = consumer();
        assertThat(texts(consumer, 2)).containsExactly("a", "b");
        session.commit();
        await().until(() -> broker.messageCount(queue) == 0);
    }

    @Test
    void rollbackDeliversItsMessagesAgainInOrderAndBeforeTheOthers() throws Exception {
        fill("a", "b", "c", "d");
        MessageConsumer consumer = consumer();
        assertThat(texts(consumer, 2)).containsExactly("a", "b");
        session.rollback();
        Message again = consumer.receive(5000);
        assertThat(again.getBody(String.class)).isEqualTo("a");
        assertThat(again.getJMSRedelivered()).isTrue();
        assertThat(again.getIntProperty("JMSXDeliveryCount")).isEqualTo(2);
        assertThat(texts(consumer, 3)).containsExactly("b", "c", "d");
        session.commit();
        await().until(() -> broker.messageCount(queue) == 0);
    }

    @Test
    void eachRollbackCountsAndKeepsTheOrder() throws Exception {
        fill("a", "b", "c", "d");
        MessageConsumer consumer = consumer();
        for (int attempt = 1; attempt <= 4; attempt++) {
            for (String text : List.of("a", "b")) {
                Message message = consumer.receive(5000);
                assertThat(message.getBody(String.class)).isEqualTo(text);
                assertThat(message.getIntProperty("JMSXDeliveryCount")).isEqualTo(attempt);
                assertThat(message.getJMSRedelivered()).isEqualTo(attempt > 1);
            }
            session.rollback();
        }
        assertThat(texts(consumer, 2)).containsExactly("a", "b");
        Message behind = consumer.receive(5000);
        assertThat(behind.getBody(String.class)).isEqualTo("c");
        assertThat(behind.getJMSRedelivered()).isFalse();
        assertThat(texts(consumer, 1)).containsExactly("d");
        session.commit();
        await().until(() -> broker.messageCount(queue) == 0);
    }

    @Test
    void aReceiveThatDoesNotWaitFindsWhatWasRolledBack() throws Exception {
        fill("a", "b");
        MessageConsumer consumer = consumer();
        for (int attempt = 0; attempt < 5; attempt++) {
            assertThat(consumer.receiveNoWait().getBody(String.class)).isEqualTo("a");
            session.rollback();
        }
    }

    @Test
    void messageThatKeepsBeingRolledBackIsMovedAwayByTheBroker() throws Exception {
        fill("poison");
        MessageConsumer consumer = consumer();
        int attempts = 0;
        while (consumer.receive(1000) != null) {
            attempts++;
            session.rollback();
        }
        assertThat(attempts).isEqualTo(10);
        await().untilAsserted(() -> assertThat(broker.messageCount("DLQ")).isEqualTo(1));
    }

    @Test
    void receivedAndSentMessagesShareTheTransaction() throws Exception {
        fill("request");
        Message request = consumer().receive(5000);
        MessageProducer replies = session.createProducer(session.createQueue(queue + "-replies"));
        replies.send(session.createTextMessage("reply to " + request.getBody(String.class)));
        session.close();
        await().untilAsserted(() -> assertThat(broker.messageCount(queue)).isEqualTo(1));
        assertThat(broker.messageCount(queue + "-replies")).isZero();
    }

    @Test
    void messageOfAClosedConsumerIsStillPartOfTheTransaction() throws Exception {
        fill("a", "b");
        MessageConsumer consumer = consumer();
        consumer.receive(5000);
        consumer.close();
        session.commit();
        await().until(() -> broker.messageCount(queue) == 1);
        assertThat(receiveAll()).containsExactly("b");
    }

    @Test
    void manyTransactionsFollowEachOther() throws Exception {
        MessageProducer producer = producer();
        MessageConsumer consumer = consumer();
        for (int i = 0; i < 200; i++) {
            producer.send(session.createTextMessage(String.valueOf(i)));
            session.commit();
            assertThat(consumer.receive(5000).getBody(String.class)).isEqualTo(String.valueOf(i));
            session.commit();
        }
        assertThat(broker.messageCount(queue)).isZero();
    }

    @Test
    void onlyATransactedSessionCommits() throws Exception {
        Session plain = connection.createSession();
        assertThatThrownBy(plain::commit).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(plain::rollback).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(session::recover).isInstanceOf(IllegalStateException.class);
    }

    private MessageProducer producer() throws Exception {
        return session.createProducer(session.createQueue(queue));
    }

    private MessageConsumer consumer() throws Exception {
        return session.createConsumer(session.createQueue(queue));
    }

    private void fill(String... texts) throws Exception {
        try (Session plain = connection.createSession()) {
            MessageProducer producer = plain.createProducer(plain.createQueue(queue));
            for (String text : texts) {
                producer.send(plain.createTextMessage(text));
            }
        }
    }

    private static List<String> texts(MessageConsumer consumer, int count) throws Exception {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(consumer.receive(5000).getBody(String.class));
        }
        return texts;
    }

    private List<String> receiveAll() throws Exception {
        List<String> texts = new ArrayList<>();
        try (Session plain = connection.createSession()) {
            MessageConsumer consumer = plain.createConsumer(plain.createQueue(queue));
            for (Message message = consumer.receive(500); message != null; message = consumer.receive(500)) {
                texts.add(message.getBody(String.class));
            }
        }
        return texts;
    }
}
