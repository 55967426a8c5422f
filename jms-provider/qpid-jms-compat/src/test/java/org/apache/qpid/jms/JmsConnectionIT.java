package org.apache.qpid.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.testing.EmbeddedBroker;
import jakarta.jms.Connection;
import jakarta.jms.JMSContext;
import jakarta.jms.Session;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the listeners of a connection hear. */
class JmsConnectionIT {
    @RegisterExtension
    final EmbeddedBroker broker = new EmbeddedBroker();

    private final List<String> heard = new CopyOnWriteArrayList<>();

    private final JmsConnectionListener listener = new JmsConnectionListener() {
        @Override
        public void onConnectionEstablished(URI remote) {
            heard.add("established " + remote);
        }

        @Override
        public void onConnectionInterrupted(URI remote) {
            heard.add("interrupted " + remote);
        }

        @Override
        public void onConnectionRestored(URI remote) {
            heard.add("restored " + remote);
        }

        @Override
        public void onConnectionFailure(Throwable reason) {
            heard.add("failed");
        }
    };

    @Test
    void aListenerHearsOfALossAndTheReturn() throws Exception {
        JmsConnectionFactory factory = new JmsConnectionFactory("failover:(" + broker.uri() + ")");
        try (JmsConnection connection = factory.createConnection()) {
            connection.addConnectionListener(listener);
            await().until(() -> heard.contains("established " + broker.uri()));
            broker.restart();
            await().until(() -> heard.contains("restored " + broker.uri()));
            assertThat(heard)
                    .containsExactly(
                            "established " + broker.uri(), "interrupted " + broker.uri(), "restored " + broker.uri());
            assertThat(connection.removeConnectionListener(listener)).isTrue();
            assertThat(connection.getConnectedURI())
                    .isEqualTo(URI.create(broker.uri().toString()));
            assertThat(connection.isFailed()).isFalse();
        }
    }

    @Test
    void theClientIdentifierMayBeSetWhoeverListens() throws Exception {
        JmsConnectionFactory factory = new JmsConnectionFactory(broker.uri());
        factory.setExceptionListener(failure -> heard.add("told"));
        try (Connection connection = factory.createConnection();
                Connection topics = factory.createTopicConnection();
                JMSContext context = factory.createContext()) {
            connection.setClientID("billing");
            topics.setClientID("news");
            context.setClientID("context");
            assertThat(List.of(connection.getClientID(), topics.getClientID(), context.getClientID()))
                    .containsExactly("billing", "news", "context");
        }
    }

    @Test
    void destinationsOfASessionEqualThoseOfTheirAddress() throws Exception {
        try (Connection connection = new JmsConnectionFactory(broker.uri()).createConnection();
                Session session = connection.createSession()) {
            assertThat(session.createQueue("a")).isEqualTo(new JmsQueue("a")).hasSameHashCodeAs(new JmsQueue("a"));
            assertThat(new JmsQueue("a")).isEqualTo(session.createQueue("a"));
            assertThat(new JmsTopic("a")).isEqualTo(session.createTopic("a")).isNotEqualTo(session.createQueue("a"));
            assertThat(session.createTopic("a")).isEqualTo(new JmsTopic("a")).isNotEqualTo(new JmsTopic("b"));
        }
    }

    @Test
    void aLossForGoodIsAFailureAndToldToTheExceptionListener() throws Exception {
        JmsConnectionFactory factory = new JmsConnectionFactory(broker.uri());
        factory.setExceptionListener(failure -> heard.add("told"));
        try (JmsConnection connection = factory.createConnection("user", "password")) {
            connection.addConnectionListener(listener);
            broker.kill();
            await().until(() -> heard.containsAll(List.of("failed", "told")));
            assertThat(connection.isFailed()).isTrue();
        }
    }

    @Test
    void aConnectionTellsItsState() throws Exception {
        try (JmsConnection connection = new JmsConnectionFactory(broker.uri()).createConnection()) {
            connection.start();
            assertThat(connection.isConnected()).isTrue();
            assertThat(connection.isStarted()).isTrue();
            connection.close();
            assertThat(connection.isConnected()).isFalse();
            assertThat(connection.isStarted()).isFalse();
            assertThat(connection.isClosed()).isTrue();
        }
    }
}
