package io.amqpjms.jms.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.ScriptedPeer;
import io.amqpjms.jms.AmqpConnectionFactory;
import io.amqpjms.jms.ConnectionStatus;
import io.amqpjms.jms.MessageOutcome;
import io.amqpjms.jms.Metrics;
import io.amqpjms.jms.TracedMessage;
import io.amqpjms.jms.Tracing;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Metrics and traces some of whose classes are missing: each call of theirs ends with an error, and nothing else does. */
class FaultyWatchersTest {
    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    private final List<JMSException> told = new CopyOnWriteArrayList<>();
    private @Nullable Connection connection;

    private static NoClassDefFoundError missing() {
        return new NoClassDefFoundError("Registry");
    }

    private static final class FaultyMetrics implements Metrics {
        @Override
        public void connectionOpened(ConnectionStatus opened) {
            throw missing();
        }

        @Override
        public void connectionClosed(ConnectionStatus closed) {
            throw missing();
        }

        @Override
        public void sent(String destination, MessageOutcome outcome, Duration latency) {
            throw missing();
        }

        @Override
        public void received(String destination, boolean redelivered) {
            throw missing();
        }

        @Override
        public void settled(String destination, MessageOutcome outcome) {
            throw missing();
        }
    }

    /** Begins to trace or fails at once. */
    private record FaultyTracing(boolean begins) implements Tracing {
        private Span span() {
            if (begins) {
                return (error, thrown) -> {
                    throw missing();
                };
            }
            throw missing();
        }

        @Override
        public Set<String> fields() {
            return Set.of("traceparent");
        }

        @Override
        public Span send(TracedMessage message, BiConsumer<String, String> context) {
            return span();
        }

        @Override
        public void received(TracedMessage message, Function<String, @Nullable String> context, Instant began) {
            throw missing();
        }

        @Override
        public Span process(TracedMessage message, Function<String, @Nullable String> context) {
            return span();
        }
    }

    private Session connect(@Nullable Metrics metrics, @Nullable Tracing tracing) throws JMSException {
        AmqpConnectionFactory factory =
                new AmqpConnectionFactory(peer.uri() + "?jms.prefetchPolicy.all=10&jms.sendTimeout=5s");
        factory.setMetrics(metrics);
        factory.setTracing(tracing);
        Connection made = factory.createConnection();
        connection = made;
        made.setExceptionListener(told::add);
        made.start();
        return made.createSession();
    }

    @AfterEach
    void closes() throws JMSException {
        if (connection != null) {
            peer.seesAll();
            peer.seesConnectionClose();
            connection.close();
        }
        assertThat(told).isEmpty();
    }

    private void sends(@Nullable Metrics metrics, @Nullable Tracing tracing) throws JMSException {
        peer.opensConnectionAndSession()
                .attachesSender("orders")
                .grantsCredit(1)
                .acceptsNextSend();
        Session session = connect(metrics, tracing);
        session.createProducer(session.createQueue("orders")).send(session.createTextMessage("a"));
    }

    private MessageConsumer consumes(@Nullable Metrics metrics, @Nullable Tracing tracing) throws JMSException {
        peer.opensConnectionAndSession()
                .attachesReceiver("orders")
                .seesCredit(10)
                .sendsText("a")
                .seesAccepted();
        Session session = connect(metrics, tracing);
        return session.createConsumer(session.createQueue("orders"));
    }

    private void receives(@Nullable Metrics metrics, @Nullable Tracing tracing) throws JMSException {
        assertThat(consumes(metrics, tracing).receive(5000)).isNotNull();
    }

    private void listens(@Nullable Metrics metrics, @Nullable Tracing tracing) throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        consumes(metrics, tracing).setMessageListener(message -> heard.countDown());
        assertThat(heard.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void metricsDoNotKeepASendFromItsAnswer() throws Exception {
        sends(new FaultyMetrics(), null);
    }

    @Test
    void metricsDoNotKeepAMessageFromItsReceiver() throws Exception {
        receives(new FaultyMetrics(), null);
    }

    @Test
    void metricsDoNotKeepAMessageFromItsListener() throws Exception {
        listens(new FaultyMetrics(), null);
    }

    @Test
    void aTraceThatDoesNotBeginKeepsNothingFromBeingSent() throws Exception {
        sends(null, new FaultyTracing(false));
    }

    @Test
    void aTraceThatDoesNotEndKeepsNoSendFromItsAnswer() throws Exception {
        sends(null, new FaultyTracing(true));
    }

    @Test
    void tracesDoNotKeepAMessageFromItsReceiver() throws Exception {
        receives(null, new FaultyTracing(true));
    }

    @Test
    void aTraceThatDoesNotBeginKeepsNoMessageFromItsListener() throws Exception {
        listens(null, new FaultyTracing(false));
    }

    @Test
    void aTraceThatDoesNotEndDoesNotMakeItsListenerFail() throws Exception {
        listens(null, new FaultyTracing(true));
    }
}
