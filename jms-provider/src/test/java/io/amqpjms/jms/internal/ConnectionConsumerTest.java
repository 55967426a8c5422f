package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.testing.ScriptedPeer;
import io.amqpjms.jms.AmqpConnectionFactory;
import io.amqpjms.mapping.AmqpQueue;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.ServerSession;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a server's sessions get when the peer does as it should not. */
class ConnectionConsumerTest {
    /** Half of the first one. */
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);

    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    private final List<JMSException> told = new CopyOnWriteArrayList<>();
    private final CountDownLatch started = new CountDownLatch(1);
    private Connection connection;

    private Session connect() throws JMSException {
        return connect("");
    }

    private Session connect(String options) throws JMSException {
        connection = new AmqpConnectionFactory(peer.uri() + "?jms.prefetchPolicy.all=10" + options).createConnection();
        connection.setExceptionListener(told::add);
        return connection.createSession();
    }

    private void close() throws JMSException {
        peer.seesConnectionClose();
        connection.close();
    }

    /** Its session is started, but processes nothing. */
    private ServerSession serverSession(Session session) {
        return new ServerSession() {
            @Override
            public Session getSession() {
                return session;
            }

            @Override
            public void start() {
                started.countDown();
            }
        };
    }

    private void endLink() {
        peer.closesLinkNow("amqp:resource-deleted", "queue gone");
        await().until(() -> told.size() == 1);
    }

    @Test
    void serverSessionThatWasTakenFromThePoolIsStartedThoughTheLinkEnds() throws Exception {
        peer.opensConnectionAndSession();
        Session session = connect();
        session.setMessageListener(message -> {});
        peer.opensSession().attachesReceiver("orders");
        connection.createConnectionConsumer(
                session.createQueue("orders"),
                null,
                () -> {
                    endLink();
                    return serverSession(session);
                },
                2);
        peer.seesCredit(10).sendsText("a");
        connection.start();
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
        close();
    }

    @Test
    void consumerWhoseNewLinkIsNotAnsweredIsToldOnce() throws Exception {
        peer.opensConnectionAndSession();
        Session session = connect("&jms.requestTimeout=500");
        peer.opensSession().attachesReceiver("orders").closesLink("amqp:link:detach-forced", "idle");
        peer.driver().expectAttach().ofReceiver();
        peer.driver().expectFlow().optional();
        peer.driver().expectDetach();
        connection.createConnectionConsumer(session.createQueue("orders"), null, () -> serverSession(session), 1);
        await().untilAsserted(() -> assertThat(told).hasSize(1));
        peer.seesAll();
        close();
        assertThat(told)
                .singleElement()
                .satisfies(end -> assertThat(end).hasMessageContaining("did not answer the attach"));
    }

    @Test
    void consumerThatEndsWithTheSessionOfItsConnectionIsToldOnce() throws Exception {
        peer.opensConnectionAndSession();
        Session session = connect();
        peer.opensSession().attachesReceiver("orders").endsSession("amqp:not-allowed", "too many consumers");
        connection.createConnectionConsumer(session.createQueue("orders"), null, () -> serverSession(session), 1);
        await().untilAsserted(() -> assertThat(told).hasSize(1));
        close();
        assertThat(told).singleElement().satisfies(end -> assertThat(end).hasMessageContaining("too many consumers"));
    }

    @Test
    void poolThatKeepsFailingIsNotAskedWithoutAPause() throws Exception {
        peer.opensConnectionAndSession();
        Session session = connect();
        peer.opensSession().attachesReceiver("orders");
        List<Long> asked = new CopyOnWriteArrayList<>();
        connection.createConnectionConsumer(
                session.createQueue("orders"),
                null,
                () -> {
                    asked.add(System.nanoTime());
                    throw new JMSException("no session is free");
                },
                1);
        peer.seesCredit(10);
        for (String text : List.of("a", "b", "c")) {
            peer.sendsText(text).seesReleased();
        }
        connection.start();
        await().until(() -> told.size() == 3);
        assertThat(Duration.ofNanos(asked.get(2) - asked.get(1))).isGreaterThanOrEqualTo(SHORTEST_PAUSE);
        close();
    }

    @Test
    void serverSessionThatIsClosedGetsNothing() throws Exception {
        peer.opensConnectionAndSession();
        Session session = connect();
        peer.seesSessionEnd();
        session.close();
        peer.opensSession().attachesReceiver("orders");
        connection.createConnectionConsumer(new AmqpQueue("orders"), null, () -> serverSession(session), 1);
        peer.seesCredit(10).sendsText("a").seesReleased();
        connection.start();
        await().until(() -> told.size() == 1);
        assertThat(started.getCount()).isOne();
        close();
    }

    @Test
    void subscriptionsAreIdentifiedByTheirNamesSoTheyNeedOne() throws Exception {
        peer.opensConnectionAndSession();
        Session session = connect();
        Topic topic = session.createTopic("prices");
        assertThatThrownBy(() -> session.createSharedDurableConsumer(topic, null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must have a name");
        assertThatThrownBy(() -> session.createSharedConsumer(topic, null)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> session.unsubscribe(null)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> connection.createSharedDurableConnectionConsumer(
                        topic, null, null, () -> serverSession(session), 1))
                .isInstanceOf(IllegalStateException.class);
        close();
    }

    /** A server that hands over what it has once both messages are there, and runs them on a thread of its own. */
    private FutureTask<Object> handsOverTwo(Session session, HeldListener held) throws Exception {
        CompletableFuture<FutureTask<Object>> running = new CompletableFuture<>();
        session.setMessageListener(held);
        peer.opensSession().attachesReceiver("orders");
        connection.createConnectionConsumer(
                session.createQueue("orders"),
                null,
                () -> {
                    await().until(() ->
                            ((ConnectionImpl) connection).connectionConsumers().prefetched()
                                    == (held.calls() == 0 ? 1 : 0));
                    return running(session, running);
                },
                2);
        peer.seesCredit(10).sendsText("a").sendsText("b");
        connection.start();
        held.awaitCall();
        peer.seesAll();
        return running.get(10, TimeUnit.SECONDS);
    }

    private static ServerSession running(Session session, CompletableFuture<FutureTask<Object>> running) {
        return new ServerSession() {
            @Override
            public Session getSession() {
                return session;
            }

            @Override
            public void start() {
                FutureTask<Object> task = new FutureTask<>(session, null);
                new Thread(task, "server").start();
                running.complete(task);
            }
        };
    }

    private static FutureTask<Object> blocked(AutoCloseable call) {
        return Blocked.in(() -> {
            call.close();
            return null;
        });
    }

    @Test
    void stopHoldsTheMessagesOfAServerSessionBackUntilAStart() throws Exception {
        peer.opensConnectionAndSession();
        Session session = connect();
        HeldListener held = new HeldListener();
        FutureTask<Object> running = handsOverTwo(session, held);
        FutureTask<Object> stopping = blocked(connection::stop);
        peer.seesAccepted();
        held.letReturn();
        stopping.get(10, TimeUnit.SECONDS);
        running.get(10, TimeUnit.SECONDS);
        assertThat(held.calls()).isOne();
        peer.seesAll();
        peer.seesAccepted();
        connection.start();
        await().until(() -> held.calls() == 2);
        peer.seesAll();
        close();
    }

    @Test
    void closeWaitsForTheListenerOfAServerSessionAndGivesTheRestBack() throws Exception {
        peer.opensConnectionAndSession();
        Session session = connect();
        HeldListener held = new HeldListener();
        FutureTask<Object> running = handsOverTwo(session, held);
        held.does(message -> session.createTextMessage("its session is open"));
        peer.seesReleased();
        FutureTask<Object> closing = blocked(connection);
        peer.seesAll();
        assertThat(closing.isDone()).isFalse();
        peer.seesAccepted().seesConnectionClose();
        held.letReturn();
        closing.get(10, TimeUnit.SECONDS);
        running.get(10, TimeUnit.SECONDS);
        assertThat(held.failure()).isNull();
        assertThat(held.calls()).isOne();
    }

    @Test
    void listenerOfAServerSessionMayNotEndWhatItRunsIn() throws Exception {
        peer.opensConnectionAndSession();
        Session session = connect();
        HeldListener held = new HeldListener();
        held.does(message -> {
            assertThatThrownBy(session::close).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(connection::stop).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(connection::close).isInstanceOf(IllegalStateException.class);
        });
        FutureTask<Object> running = handsOverTwo(session, held);
        peer.seesAccepted();
        peer.driver().expectDisposition().optional();
        held.letReturn();
        running.get(10, TimeUnit.SECONDS);
        assertThat(held.failure()).isNull();
        close();
    }
}
