package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Browsers, temporary destinations, asynchronous sends, starting, stopping and closing, on a real broker. */
class SessionIT {
    @RegisterExtension
    static final EmbeddedBroker broker = new EmbeddedBroker();

    private Connection connection;
    private Session session;
    private Queue queue;

    @BeforeEach
    void connect(TestInfo test) throws Exception {
        connection = new AmqpConnectionFactory(broker.uri().toString()).createConnection();
        connection.start();
        session = connection.createSession();
        queue = session.createQueue(test.getTestMethod().orElseThrow().getName());
    }

    @AfterEach
    void disconnect() throws Exception {
        connection.close();
    }

    @Test
    void browserSeesAllMessagesAndTakesNone() throws Exception {
        send(queue, "a", "b", "c");
        QueueBrowser browser = session.createBrowser(queue);
        assertThat(browse(browser)).containsExactly("a", "b", "c");
        assertThat(browse(browser)).containsExactly("a", "b", "c");
        browser.close();
        await().untilAsserted(() ->
                assertThat(broker.messageCount(queue.getQueueName())).isEqualTo(3));
    }

    @Test
    void browserOfAnEmptyQueueEndsAtOnce() throws Exception {
        assertThat(browse(session.createBrowser(queue))).isEmpty();
    }

    @Test
    void temporaryQueueCarriesReplies() throws Exception {
        TemporaryQueue replies = session.createTemporaryQueue();
        send(replies, "reply");
        MessageConsumer consumer = session.createConsumer(replies);
        assertThat(text(consumer.receive(5000))).isEqualTo("reply");
        assertThatThrownBy(replies::delete).isInstanceOf(JMSException.class);
        consumer.close();
        replies.delete();
        assertThatThrownBy(() -> session.createProducer(replies)).isInstanceOf(InvalidDestinationException.class);
    }

    @Test
    void temporaryTopicCarriesMessages() throws Exception {
        TemporaryTopic topic = session.createTemporaryTopic();
        MessageConsumer consumer = session.createConsumer(topic);
        MessageProducer producer = session.createProducer(topic);
        producer.send(session.createTextMessage("news"));
        assertThat(text(consumer.receive(5000))).isEqualTo("news");
    }

    @Test
    void temporaryQueueBelongsToItsConnection() throws Exception {
        TemporaryQueue replies = session.createTemporaryQueue();
        try (Connection other = new AmqpConnectionFactory(broker.uri().toString()).createConnection()) {
            assertThatThrownBy(() -> other.createSession().createConsumer(replies))
                    .isInstanceOf(InvalidDestinationException.class);
        }
    }

    @Test
    void producerWithoutDestinationSendsAnywhere() throws Exception {
        MessageProducer anywhere = session.createProducer(null);
        anywhere.send(queue, session.createTextMessage("a"));
        Queue other = session.createQueue(queue.getQueueName() + "-2");
        anywhere.send(other, session.createTextMessage("b"));
        assertThat(text(session.createConsumer(queue).receive(5000))).isEqualTo("a");
        assertThat(text(session.createConsumer(other).receive(5000))).isEqualTo("b");
        assertThatThrownBy(() -> anywhere.send(session.createTextMessage()))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void completionListenersAreCalledInTheOrderOfTheSends() throws Exception {
        MessageProducer producer = session.createProducer(queue);
        List<String> completed = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 500; i++) {
            producer.send(
                    session.createTextMessage(String.valueOf(i)),
                    onCompletion(message -> completed.add(text(message))));
        }
        producer.close();
        assertThat(completed).hasSize(500).first().isEqualTo("0");
        assertThat(completed).last().isEqualTo("499");
        await().untilAsserted(() ->
                assertThat(broker.messageCount(queue.getQueueName())).isEqualTo(500));
    }

    @Test
    void sessionCannotBeClosedFromItsCompletionListener() throws Exception {
        CompletableFuture<Throwable> refusal = new CompletableFuture<>();
        session.createProducer(queue).send(session.createTextMessage(), onCompletion(message -> {
            try {
                session.close();
                refusal.complete(null);
            } catch (JMSException failure) {
                refusal.complete(failure);
            }
        }));
        assertThat(refusal.get(5, TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void completionListenerMayStopItsConnection() throws Exception {
        CompletableFuture<String> outcome = new CompletableFuture<>();
        session.createProducer(queue)
                .send(
                        session.createTextMessage(),
                        onCompletion(message -> outcome.complete(refusal(connection::stop))));
        assertThat(outcome.get(5, TimeUnit.SECONDS)).isEqualTo("none");
    }

    @Test
    void nonPersistentMessagesAllArriveBeforeTheSessionIsClosed() throws Exception {
        Session sending = connection.createSession();
        MessageProducer producer = sending.createProducer(queue);
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        for (int i = 0; i < 3000; i++) {
            producer.send(sending.createTextMessage("x".repeat(1000)));
        }
        sending.close();
        await().untilAsserted(() ->
                assertThat(broker.messageCount(queue.getQueueName())).isEqualTo(3000));
    }

    @Test
    void delayedMessageComesLater() throws Exception {
        MessageProducer producer = session.createProducer(queue);
        producer.setDeliveryDelay(300);
        long sent = System.nanoTime();
        producer.send(session.createTextMessage("later"));
        assertThat(text(session.createConsumer(queue).receive(5000))).isEqualTo("later");
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sent)).isGreaterThanOrEqualTo(250);
    }

    @Test
    void nothingIsDeliveredBeforeTheConnectionIsStarted() throws Exception {
        send(queue, "a");
        try (Connection idle = new AmqpConnectionFactory(broker.uri().toString()).createConnection()) {
            MessageConsumer parked = idle.createSession().createConsumer(queue);
            assertThat(parked.receive(200)).isNull();
            assertThat(parked.receiveNoWait()).isNull();
            assertThat(text(session.createConsumer(queue).receive(5000))).isEqualTo("a");
        }
    }

    @Test
    void nothingIsDeliveredWhileTheConnectionIsStopped() throws Exception {
        MessageConsumer consumer = session.createConsumer(queue);
        connection.stop();
        send(queue, "a");
        assertThat(consumer.receive(200)).isNull();
        FutureTask<Message> waiting = Blocked.in(consumer::receive);
        connection.start();
        assertThat(text(waiting.get(5, TimeUnit.SECONDS))).isEqualTo("a");
    }

    @Test
    void closingTheConsumerEndsItsReceiveWithNothing() throws Exception {
        MessageConsumer consumer = session.createConsumer(queue);
        FutureTask<Message> waiting = Blocked.in(consumer::receive);
        consumer.close();
        assertThat(waiting.get(5, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void closingTheConnectionEndsAReceiveWithNothing() throws Exception {
        MessageConsumer consumer = session.createConsumer(queue);
        FutureTask<Message> waiting = Blocked.in(consumer::receive);
        connection.close();
        assertThat(waiting.get(5, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void listenerMayCloseItsConsumerButNotItsSessionNorItsConnection() throws Exception {
        send(queue, "a", "b");
        MessageConsumer consumer = session.createConsumer(queue);
        List<String> refused = new CopyOnWriteArrayList<>();
        List<String> seen = new CopyOnWriteArrayList<>();
        consumer.setMessageListener(message -> {
            seen.add(text(message));
            refused.add(refusal(session::close));
            refused.add(refusal(connection::close));
            refused.add(refusal(connection::stop));
            refused.add(refusal(consumer::close));
        });
        await().until(() -> refused.size() == 4);
        assertThat(refused)
                .containsExactly("IllegalStateException", "IllegalStateException", "IllegalStateException", "none");
        await().until(() -> broker.messageCount(queue.getQueueName()) == 1);
        assertThat(seen).containsExactly("a");
    }

    @Test
    void clientIdentifierIsRefusedAfterAnyUse() throws Exception {
        try (Connection used = new AmqpConnectionFactory(broker.uri().toString()).createConnection()) {
            used.stop();
            assertThatThrownBy(() -> used.setClientID("late")).isInstanceOf(IllegalStateException.class);
        }
        try (Connection used = new AmqpConnectionFactory(broker.uri().toString()).createConnection()) {
            used.createSession();
            assertThatThrownBy(() -> used.setClientID("late")).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void anExceptionListenerMayComeBeforeTheClientIdentifier() throws Exception {
        List<JMSException> told = new CopyOnWriteArrayList<>();
        try (Connection named = new AmqpConnectionFactory(broker.uri().toString()).createConnection()) {
            named.setExceptionListener(told::add);
            named.setClientID("billing");
            assertThat(named.getClientID()).isEqualTo("billing");
            broker.kill();
            await().until(() -> !told.isEmpty());
        }
    }

    @Test
    void zeroPrefetchTakesOneMessageAtATime() throws Exception {
        send(queue, "a", "b");
        String uri = broker.uri() + "?jms.prefetchPolicy.all=0";
        try (Connection pulling = new AmqpConnectionFactory(uri).createConnection()) {
            pulling.start();
            MessageConsumer consumer = pulling.createSession().createConsumer(queue);
            assertThat(text(consumer.receive(5000))).isEqualTo("a");
            MessageConsumer other = session.createConsumer(queue);
            assertThat(text(other.receive(5000))).isEqualTo("b");
            other.close();
            assertThat(consumer.receiveNoWait()).isNull();
            assertThat(consumer.receive(50)).isNull();
            send(queue, "c");
            assertThat(text(consumer.receiveNoWait())).isEqualTo("c");
        }
    }

    private static String refusal(JmsAction action) {
        try {
            action.run();
            return "none";
        } catch (JMSException refused) {
            return refused.getClass().getSimpleName();
        }
    }

    private interface JmsAction {
        void run() throws JMSException;
    }

    private static CompletionListener onCompletion(java.util.function.Consumer<Message> action) {
        return new CompletionListener() {
            @Override
            public void onCompletion(Message message) {
                action.accept(message);
            }

            @Override
            public void onException(Message message, Exception failure) {
                throw new AssertionError("sending", failure);
            }
        };
    }

    private static List<String> browse(QueueBrowser browser) throws JMSException {
        List<String> texts = new ArrayList<>();
        for (Enumeration<?> messages = browser.getEnumeration(); messages.hasMoreElements(); ) {
            texts.add(text((Message) messages.nextElement()));
        }
        return texts;
    }

    private void send(Queue to, String... texts) throws Exception {
        MessageProducer producer = session.createProducer(to);
        for (String text : texts) {
            producer.send(session.createTextMessage(text));
        }
        producer.close();
    }

    private static String text(Message message) {
        try {
            return message.getBody(String.class);
        } catch (JMSException failure) {
            throw new AssertionError("reading a message", failure);
        }
    }
}
