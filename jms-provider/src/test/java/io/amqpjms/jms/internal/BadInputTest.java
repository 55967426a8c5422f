package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.amqpjms.engine.testing.ReservedPort;
import io.amqpjms.engine.testing.ScriptedPeer;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a user reads who mistook the broker, the port, the user or the password. */
class BadInputTest {
    private static final String ESTABLISHMENT_FAILED = "amqp:connection-establishment-failed";

    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final ReservedPort closed = ReservedPort.reserve();

    @Test
    void nobodyListens() throws Exception {
        JMSException failure = failureOf("amqp://127.0.0.1:" + closed.number());
        assertThat(failure)
                .hasMessageContaining("127.0.0.1:" + closed.number())
                .hasMessageContaining("TCP connect")
                .hasMessageContaining("Is the broker running");
        assertThat(failure.getErrorCode()).isEqualTo("amqpjms:tcp");
        assertThat(failure.getLinkedException()).isNotNull();
        assertThat(failure).hasCause(failure.getLinkedException());
    }

    @Test
    void nobodyKnowsTheHost() {
        JMSException failure = failureOf("amqp://no-such-host.invalid:5672");
        assertThat(failure)
                .hasMessageContaining("no-such-host.invalid")
                .hasMessageContaining("DNS lookup")
                .hasMessageContaining("host name");
        assertThat(failure.getErrorCode()).isEqualTo("amqpjms:dns");
    }

    @Test
    void theMachineDoesNotHaveTheSocketsAskedFor() {
        String elsewhere = OS.MAC.isCurrentOs() ? "epoll" : "kqueue";
        JMSException failure = failureOf("amqp://localhost:1?transport.nativeTransport=" + elsewhere);
        assertThat(failure).hasMessageContaining("netty-transport-native-" + elsewhere);
        assertThat(failure.getErrorCode()).isEqualTo("amqpjms:unsupported");
    }

    @Test
    void somebodyListensWhoDoesNotSpeak() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            JMSException failure = failureOf("amqp://127.0.0.1:" + silent.getLocalPort() + "?jms.connectTimeout=300");
            assertThat(failure).hasMessageContaining("SASL").hasMessageContaining("300 ms");
            assertThat(failure.getErrorCode()).isEqualTo("amqpjms:sasl");
        }
    }

    @Test
    void passwordIsWrong() {
        peer.refusesLogin();
        JMSSecurityException failure = catchThrowableOfType(
                JMSSecurityException.class,
                () -> new AmqpConnectionFactory(peer.uri().toString()).createConnection("alice", "wrong-one"));
        assertThat(failure)
                .hasMessageContaining("localhost:" + peer.port())
                .hasMessageContaining("Check user and password")
                .hasMessageNotContaining("wrong-one");
        assertThat(failure.getErrorCode()).isEqualTo("amqpjms:sasl");
    }

    @Test
    void brokerRefusesTheConnection() {
        peer.driver().expectSASLAnonymousConnect();
        peer.driver().expectOpen().respond().withContainerId("peer").withProperty(ESTABLISHMENT_FAILED, true);
        peer.driver()
                .remoteClose()
                .withErrorCondition("amqp:resource-limit-exceeded", "too many connections")
                .queue();
        peer.driver().expectClose();
        JMSException failure = failureOf(peer.uri().toString());
        assertThat(failure)
                .isInstanceOf(jakarta.jms.ResourceAllocationException.class)
                .hasMessageContaining("too many connections");
        assertThat(failure.getErrorCode()).isEqualTo("amqp:resource-limit-exceeded");
    }

    private static JMSException failureOf(String uri) {
        return catchThrowableOfType(JMSException.class, () -> new AmqpConnectionFactory(uri).createConnection());
    }
}
