package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.testing.ScriptedPeer;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.ServerSession;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
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
        connection = new AmqpConnectionFactory(peer.uri() + "?jms.prefetchPolicy.all=10").createConnection();
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
}
