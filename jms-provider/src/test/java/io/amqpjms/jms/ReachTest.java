package io.amqpjms.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.testing.ProxyServer;
import io.amqpjms.engine.testing.ScriptedPeer;
import io.amqpjms.engine.testing.WebServer;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ways to a broker that a URI can name. */
class ReachTest {

    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer().listening(options -> options.setUseWebSockets(true));

    @RegisterExtension
    final WebServer web = new WebServer();

    @RegisterExtension
    final ProxyServer proxy = ProxyServer.http();

    @Test
    void aBrokerIsReachedOverAWebSocket() throws Exception {
        peer.opensConnection().seesConnectionClose();
        AmqpConnectionFactory factory = new AmqpConnectionFactory("amqpws://localhost:" + peer.port());
        try (Connection connection = factory.createConnection()) {
            connection.start();
        }
    }

    @Test
    void headersGoWithTheRequestForAWebSocketAndNowhereElse() throws Exception {
        web.answers("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
        AmqpConnectionFactory factory = new AmqpConnectionFactory("amqpws://localhost:" + web.port()
                + "/amqp?transport.ws.httpHeader.Authorization=Bearer+t0ken&transport.ws.httpHeader.X-Tenant=a");
        assertThatThrownBy(factory::createConnection)
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("401")
                .hasMessageNotContaining("t0ken");
        assertThat(web.request())
                .startsWith("GET /amqp HTTP/1.1\r\n")
                .containsIgnoringCase("Authorization: Bearer t0ken\r\n")
                .containsIgnoringCase("X-Tenant: a\r\n");
        assertThat(factory.toString() + factory.getProperties()).doesNotContain("t0ken");
    }

    @Test
    void aBrokerIsReachedThroughAProxy() throws Exception {
        proxy.lettingIn("alice", "s3cret");
        peer.opensConnection().seesConnectionClose();
        AmqpConnectionFactory factory = new AmqpConnectionFactory("amqpws://broker.example:" + peer.port()
                + "?transport.proxy=http://127.0.0.1:" + proxy.port() + "&transport.proxyUser=alice");
        factory.setOption("transport.proxyPassword", "s3cret");
        try (Connection connection = factory.createConnection()) {
            connection.start();
        }
        assertThat(proxy.asked()).containsExactly("broker.example:" + peer.port());
        assertThat(factory.toString() + factory.getProperties()).doesNotContain("s3cret");
    }

    @Test
    void aProxyThatCannotBeReadIsRefusedWithoutShowingAPassword() {
        AmqpConnectionFactory factory = new AmqpConnectionFactory();
        assertThatThrownBy(() -> factory.setOption("transport.proxy", "http://alice:s3cret@proxy.example:8080"))
                .hasMessageContaining("transport.proxy")
                .hasMessageContaining("socks5://host:port")
                .hasMessageNotContaining("s3cret");
    }
}
