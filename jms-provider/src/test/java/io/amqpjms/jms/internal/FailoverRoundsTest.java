package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.testing.ReservedPort;
import io.amqpjms.engine.testing.ScriptedPeer;
import io.amqpjms.jms.AmqpConnectionFactory;
import io.amqpjms.jms.ConnectionStateListener;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as an attempt of {@code failover.maxReconnectAttempts}. */
class FailoverRoundsTest {
    @RegisterExtension
    final ScriptedPeer first = new ScriptedPeer();

    @RegisterExtension
    final ScriptedPeer second = new ScriptedPeer();

    @RegisterExtension
    final ReservedPort away = ReservedPort.reserve();

    @RegisterExtension
    final ReservedPort awayToo = ReservedPort.reserve();

    private final List<String> restored = new CopyOnWriteArrayList<>();

    private Connection connect(String options) throws JMSException {
        AmqpConnectionFactory factory = new AmqpConnectionFactory("failover:(" + first.uri() + ")?" + options);
        factory.setConnectionStateListener(new ConnectionStateListener() {
            @Override
            public void onRestored(String broker) {
                restored.add(broker);
            }
        });
        return factory.createConnection();
    }

    private static Map<String, Object> at(int port) {
        return Map.of("network-host", "localhost", "port", port);
    }

    private void sendsElsewhere(int port) {
        first.driver().expectSASLAnonymousConnect();
        first.driver()
                .expectOpen()
                .respond()
                .withContainerId("peer")
                .withProperty("amqp:connection-establishment-failed", true);
        first.driver()
                .remoteClose()
                .withErrorCondition("amqp:connection:redirect", "not here", at(port))
                .queue();
        first.driver().expectClose();
    }

    @ParameterizedTest
    @ValueSource(strings = {"failover.maxReconnectAttempts=0", "failover.startupMaxReconnectAttempts=0"})
    void whoIsSentElsewhereGoesThereWithoutAnyAttemptToo(String options) throws Exception {
        sendsElsewhere(second.port());
        second.opensConnection();
        Connection connection = connect(options);
        second.seesConnectionClose();
        connection.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"failover.maxReconnectAttempts=0", "failover.startupMaxReconnectAttempts=0"})
    void withoutAnyAttemptTheBrokerThatTheClientWasSentToIsTheLast(String options) {
        sendsElsewhere(away.number());
        assertThatThrownBy(() -> connect(options))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining(String.valueOf(away.number()));
    }

    @Test
    void oneAttemptGoesThroughAllBrokersThatWereAnnounced() throws Exception {
        first.driver().expectSASLAnonymousConnect();
        first.driver()
                .expectOpen()
                .respond()
                .withContainerId("peer")
                .withProperty(
                        "failover-server-list", List.of(at(away.number()), at(awayToo.number()), at(second.port())));
        first.dropsConnection();
        second.opensConnection();
        Connection connection = connect("failover.maxReconnectAttempts=1");
        await().until(() -> !restored.isEmpty());
        assertThat(restored).containsExactly(second.uri().toString());
        second.seesConnectionClose();
        connection.close();
    }
}
