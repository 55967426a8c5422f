package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.engine.testing.FaultProxy;
import io.amqpjms.engine.testing.Faults;
import io.amqpjms.engine.testing.Faults.Direction;
import io.amqpjms.jms.AmqpConnectionFactory;
import io.amqpjms.jms.Drainable;
import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Connections that end gracefully, and those that have to end although nobody answers. */
class DrainIT {
    private static final String QUEUE = "work";
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(200);

    @RegisterExtension
    final EmbeddedBroker broker = new EmbeddedBroker();

    @RegisterExtension
    final FaultProxy line = new FaultProxy(broker::port);

    private final CountDownLatch working = new CountDownLatch(1);
    private final CountDownLatch mayReturn = new CountDownLatch(1);

    private Connection connect() throws JMSException {
        return new AmqpConnectionFactory(line.uri() + "?jms.closeTimeout=1000").createConnection();
    }

    private void load(int messages) {
        try (JMSContext context = new AmqpConnectionFactory(broker.uri().toString()).createContext()) {
            for (int i = 0; i < messages; i++) {
                context.createProducer().send(context.createQueue(QUEUE), String.valueOf(i));
            }
        }
        await().until(() -> broker.messageCount(QUEUE) == messages);
    }

    private void work(Connection connection) throws JMSException, InterruptedException {
        Session session = connection.createSession();
        session.createConsumer(session.createQueue(QUEUE)).setMessageListener(message -> {
            working.countDown();
            try {
                assertThat(mayReturn.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        connection.start();
        assertThat(working.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static boolean drain(Object drained, Duration limit) {
        return ((Drainable) drained).drain(limit);
    }

    @Test
    void theListenerThatRunsReturnsAndTheRestGoesBack() throws Exception {
        load(20);
        Connection connection = connect();
        work(connection);
        FutureTask<Boolean> draining = Blocked.in(() -> drain(connection, LONG));
        mayReturn.countDown();
        assertThat(draining.get(20, TimeUnit.SECONDS)).isTrue();
        await().until(() -> broker.messageCount(QUEUE) == 19);
        assertThatThrownBy(connection::createSession).isInstanceOf(IllegalStateException.class);
        assertThat(drain(connection, LONG)).isTrue();
    }

    @Test
    void whatWaitsGoesBackBeforeTheListenerReturns() throws Exception {
        load(20);
        Connection connection = connect();
        work(connection);
        FutureTask<Boolean> draining = Blocked.in(() -> drain(connection, LONG));
        try (JMSContext other = new AmqpConnectionFactory(broker.uri().toString()).createContext()) {
            assertThat(other.createConsumer(other.createQueue(QUEUE)).receiveBody(String.class, 30_000))
                    .isNotNull()
                    .isNotEqualTo("0");
        }
        mayReturn.countDown();
        assertThat(draining.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @Timeout(20)
    void aListenerThatDoesNotReturnIsLeftBehindAndItsMessageComesAgain() throws Exception {
        load(2);
        Connection connection = connect();
        work(connection);
        assertThat(drain(connection, SHORT)).isFalse();
        assertThat(broker.connectionCount()).isZero();
        mayReturn.countDown();
        assertThat(broker.messageCount(QUEUE)).isEqualTo(2);
    }

    @Test
    void aCloseEndsTheConsumersOfAllSessionsBeforeItWaitsForOne() throws Exception {
        load(1);
        Connection connection = connect();
        work(connection);
        List<MessageConsumer> others = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Session other = connection.createSession();
            others.add(other.createConsumer(other.createQueue("other")));
        }
        FutureTask<Object> closing = Blocked.in(() -> {
            connection.close();
            return null;
        });
        await().untilAsserted(() -> assertThat(others)
                .allSatisfy(
                        other -> assertThatThrownBy(() -> other.receive(1)).isInstanceOf(IllegalStateException.class)));
        assertThat(closing.isDone()).isFalse();
        mayReturn.countDown();
        closing.get(20, TimeUnit.SECONDS);
    }

    @Test
    @Timeout(20)
    void aCommitThatHangsDoesNotHoldTheClose() throws Exception {
        Connection connection = connect();
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        session.createProducer(session.createQueue(QUEUE)).send(session.createTextMessage("a"));
        line.faults(Faults.NONE.swallowAfter(Direction.TO_CLIENT, 0));
        FutureTask<Object> committing = Blocked.in(() -> {
            session.commit();
            return null;
        });
        connection.close();
        assertThatThrownBy(() -> committing.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(JMSException.class);
    }

    @Test
    void aCallOfReceiveReturnsNothing() throws Exception {
        Connection connection = connect();
        connection.start();
        Session session = connection.createSession();
        MessageConsumer consumer = session.createConsumer(session.createQueue(QUEUE));
        FutureTask<Object> receiving = Blocked.in(consumer::receive);
        assertThat(drain(connection, LONG)).isTrue();
        assertThat(receiving.get(10, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void aListenerMayNotDrainItsConnection() throws Exception {
        load(1);
        CompletableFuture<Throwable> refused = new CompletableFuture<>();
        try (JMSContext context = new AmqpConnectionFactory(broker.uri().toString()).createContext()) {
            context.createConsumer(context.createQueue(QUEUE)).setMessageListener(message -> {
                try {
                    drain(context, SHORT);
                } catch (RuntimeException thrown) {
                    refused.complete(thrown);
                }
            });
            assertThat(refused.get(10, TimeUnit.SECONDS)).isInstanceOf(IllegalStateRuntimeException.class);
        }
    }

    @Test
    @Timeout(20)
    void sendsThatAreNotAnsweredAreToldToTheirListenerWhenTheTimeIsOver() throws Exception {
        Heard heard = new Heard();
        Connection connection = connect();
        sendUnanswered(connection, heard, 1);
        assertThat(drain(connection, SHORT)).isFalse();
        assertThat(heard.failures).hasSize(1);
    }

    @Test
    @Timeout(20)
    void aCompletionListenerThatFailsHoldsNobodyUp() throws Exception {
        Connection connection = connect();
        Session session = connection.createSession();
        MessageProducer producer = session.createProducer(session.createQueue(QUEUE));
        producer.send(session.createTextMessage("well"), new Heard());
        connection.close();
        assertThat(broker.messageCount(QUEUE)).isOne();
    }

    @Test
    void whatAClosedConsumerHasNotShownGoesBackWhileItsSessionHoldsOthers() throws Exception {
        load(3);
        try (Connection connection = connect()) {
            connection.start();
            Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
            MessageConsumer consumer = session.createConsumer(session.createQueue(QUEUE));
            Message held = consumer.receive(10_000);
            consumer.close();
            MessageConsumer next = connection.createSession().createConsumer(session.createQueue(QUEUE));
            assertThat(next.receive(10_000).getBody(String.class)).isEqualTo("1");
            assertThat(next.receive(10_000).getBody(String.class)).isEqualTo("2");
            held.acknowledge();
        }
        await().until(() -> broker.messageCount(QUEUE) == 0);
    }

    @Test
    @Timeout(20)
    void aCloseWaitsForTheAnswersOfAllSessionsTogether() throws Exception {
        Heard heard = new Heard();
        Connection connection = connect();
        sendUnanswered(connection, heard, 40);
        connection.close();
        assertThat(heard.failures).hasSize(40);
    }

    private void sendUnanswered(Connection connection, Heard heard, int sessions) throws JMSException {
        List<Session> open = new ArrayList<>();
        List<MessageProducer> producers = new ArrayList<>();
        for (int i = 0; i < sessions; i++) {
            Session session = connection.createSession();
            open.add(session);
            producers.add(session.createProducer(session.createQueue(QUEUE)));
        }
        line.faults(Faults.NONE.stallAfter(Direction.TO_SERVER, 0));
        for (int i = 0; i < sessions; i++) {
            producers.get(i).send(open.get(i).createTextMessage("?"), heard);
        }
    }

    private static final class Heard implements CompletionListener {
        private final List<Exception> failures = new CopyOnWriteArrayList<>();

        @Override
        public void onCompletion(Message message) {
            throw new AssertionError("there was no answer to hear of");
        }

        @Override
        public void onException(Message message, Exception failure) {
            failures.add(failure);
        }
    }
}
