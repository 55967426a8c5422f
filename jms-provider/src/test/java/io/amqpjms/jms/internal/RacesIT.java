package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Closing, stopping and starting while another thread receives, listens, sends or commits: nothing hangs, nothing is lost,
 * nothing comes twice. A few rounds of each, or as many as {@code -Drounds=1000} says.
 */
class RacesIT {
    private static final int MESSAGES = 40;

    @RegisterExtension
    static final EmbeddedBroker broker = new EmbeddedBroker();

    private static final AtomicInteger queues = new AtomicInteger();

    private final Map<String, Integer> received = new ConcurrentHashMap<>();
    private final List<JMSException> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger progress = new AtomicInteger();
    private final int when = ThreadLocalRandom.current().nextInt(MESSAGES);
    private Connection connection;
    private Queue queue;

    static IntStream rounds() {
        return IntStream.range(0, Integer.getInteger("rounds", 5));
    }

    @BeforeEach
    void connect() throws Exception {
        connection = new AmqpConnectionFactory(broker.uri().toString()).createConnection();
        connection.setExceptionListener(told::add);
        connection.start();
        try (Session session = connection.createSession(Session.SESSION_TRANSACTED)) {
            queue = session.createQueue("races-" + queues.incrementAndGet());
            MessageProducer producer = session.createProducer(queue);
            for (int i = 0; i < MESSAGES; i++) {
                producer.send(session.createTextMessage("m" + i));
            }
            session.commit();
        }
    }

    @AfterEach
    void disconnect() throws Exception {
        connection.close();
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void consumerIsClosedWhileItReceives() throws Exception {
        MessageConsumer consumer = connection.createSession().createConsumer(queue);
        FutureTask<Void> receiving = start(() -> receiveUntilNull(consumer));
        closeMidway(consumer);
        end(receiving);
        everyMessageCameOnce();
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void sessionIsClosedWhileItReceives() throws Exception {
        Session session = connection.createSession(modeOfThisRound());
        MessageConsumer consumer = session.createConsumer(queue);
        FutureTask<Void> receiving = start(() -> receiveUntilNull(consumer));
        closeMidway(session);
        end(receiving);
        everyMessageCameOnce();
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void connectionIsClosedWhileItsSessionsListen() throws Exception {
        for (int i = 0; i < 3; i++) {
            connection.createSession(modeOfThisRound()).createConsumer(queue).setMessageListener(this::note);
        }
        closeMidway(connection);
        int atClose = progress.get();
        everyMessageCameOnce();
        assertThat(atClose).as("calls of listeners after the close").isEqualTo(progress.get());
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void sessionIsClosedWhileItListens() throws Exception {
        Session session = connection.createSession(modeOfThisRound());
        session.createConsumer(queue).setMessageListener(this::note);
        session.createConsumer(queue).setMessageListener(this::note);
        closeMidway(session);
        everyMessageCameOnce();
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void connectionIsStoppedAndStartedWhileItListens() throws Exception {
        connection.createSession().createConsumer(queue).setMessageListener(this::note);
        AtomicBoolean over = new AtomicBoolean();
        FutureTask<Void> toggling = start(() -> {
            while (!over.get()) {
                connection.stop();
                int atStop = progress.get();
                Thread.onSpinWait();
                assertThat(progress).as("calls of a listener while stopped").hasValue(atStop);
                connection.start();
            }
            return null;
        });
        await().until(() -> progress.get() == MESSAGES);
        over.set(true);
        end(toggling);
        everyMessageCameOnce();
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void listenerIsSetAndTakenAwayWhileMessagesCome() throws Exception {
        MessageConsumer consumer = connection.createSession().createConsumer(queue);
        while (progress.get() < MESSAGES) {
            consumer.setMessageListener(this::note);
            await().pollInSameThread().until(() -> progress.get() > 0);
            consumer.setMessageListener(null);
            int atEnd = progress.get();
            note(consumer.receive(50));
            assertThat(progress.get()).isBetween(atEnd, atEnd + 1);
        }
        everyMessageCameOnce();
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void sessionIsClosedWhileItCommits() throws Exception {
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        Queue target = session.createQueue(queue.getQueueName() + "-moved");
        MessageConsumer from = session.createConsumer(queue);
        MessageProducer to = session.createProducer(target);
        AtomicInteger committed = new AtomicInteger();
        FutureTask<Void> moving = start(() -> {
            for (Message next = from.receive(); next != null; next = from.receive()) {
                to.send(next);
                progress.incrementAndGet();
                session.commit();
                committed.incrementAndGet();
            }
            return null;
        });
        closeMidway(ThreadLocalRandom.current().nextBoolean() ? session : connection);
        endedByTheClose(moving);
        await().untilAsserted(() -> assertThat(count(queue) + count(target))
                .as("messages in one place or the other")
                .isEqualTo(MESSAGES));
        assertThat(count(target)).isBetween((long) committed.get(), committed.get() + 1L);
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void sessionIsClosedWhileItSends() throws Exception {
        Session session = connection.createSession();
        MessageProducer producer = session.createProducer(session.createQueue(queue.getQueueName() + "-sent"));
        Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();
        FutureTask<Void> sending = start(() -> {
            for (int i = 0; i < MESSAGES; i++) {
                AtomicInteger calls = new AtomicInteger();
                answers.put(i, calls);
                producer.send(session.createTextMessage("s" + i), counting(calls));
                progress.incrementAndGet();
            }
            return null;
        });
        closeMidway(session);
        endedByTheClose(sending);
        int begun = progress.get();
        assertThat(IntStream.range(0, begun))
                .allSatisfy(i -> assertThat(answers.get(i)).hasValue(1));
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void connectionIsClosedWhileSessionsComeAndGo() throws Exception {
        List<FutureTask<Void>> working = IntStream.range(0, 3)
                .mapToObj(i -> start(() -> {
                    while (true) {
                        try (Session session = connection.createSession();
                                MessageConsumer consumer = session.createConsumer(queue)) {
                            note(consumer.receiveNoWait());
                            session.createProducer(queue).close();
                        }
                        progress.incrementAndGet();
                    }
                }))
                .toList();
        await().until(() -> progress.get() > when / 4);
        connection.close();
        for (FutureTask<Void> each : working) {
            endedByTheClose(each);
        }
    }

    private int modeOfThisRound() {
        return when % 2 == 0 ? Session.AUTO_ACKNOWLEDGE : Session.DUPS_OK_ACKNOWLEDGE;
    }

    private Void receiveUntilNull(MessageConsumer consumer) throws JMSException {
        try {
            for (Message next = consumer.receive(); next != null; next = consumer.receive()) {
                note(next);
            }
        } catch (jakarta.jms.IllegalStateException closed) {
            assertThat(closed).hasMessageContaining("closed");
        }
        return null;
    }

    private void note(Message message) {
        if (message != null) {
            received.merge(text(message), 1, Integer::sum);
            progress.incrementAndGet();
        }
    }

    private void closeMidway(AutoCloseable closing) throws Exception {
        while (progress.get() < when) {
            Thread.onSpinWait();
        }
        closing.close();
    }

    private void everyMessageCameOnce() throws Exception {
        try (Connection other = new AmqpConnectionFactory(broker.uri().toString()).createConnection()) {
            other.start();
            MessageConsumer rest = other.createSession().createConsumer(queue);
            Map<String, Integer> all = new ConcurrentHashMap<>(received);
            while (all.size() < MESSAGES) {
                Message next = rest.receive(2000);
                assertThat(next).as("a message beside %s", all).isNotNull();
                all.merge(text(next), 1, Integer::sum);
            }
            assertThat(rest.receiveNoWait()).as("one too many").isNull();
            assertThat(all)
                    .allSatisfy((text, times) -> assertThat(times).as(text).isEqualTo(1));
        }
    }

    private long count(Queue of) throws JMSException {
        return broker.messageCount(of.getQueueName());
    }

    private static CompletionListener counting(AtomicInteger calls) {
        return new CompletionListener() {
            @Override
            public void onCompletion(Message message) {
                calls.incrementAndGet();
            }

            @Override
            public void onException(Message message, Exception failure) {
                calls.incrementAndGet();
            }
        };
    }

    private static FutureTask<Void> start(java.util.concurrent.Callable<Void> work) {
        FutureTask<Void> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "racer");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static void end(FutureTask<Void> task) throws Exception {
        task.get(20, TimeUnit.SECONDS);
    }

    private static void endedByTheClose(FutureTask<Void> task) throws Exception {
        try {
            end(task);
        } catch (java.util.concurrent.ExecutionException ended) {
            assertThat(ended).cause().isInstanceOf(JMSException.class);
        }
    }

    private static String text(Message message) {
        try {
            return message.getBody(String.class);
        } catch (JMSException failure) {
            throw new AssertionError("reading a message", failure);
        }
    }
}
