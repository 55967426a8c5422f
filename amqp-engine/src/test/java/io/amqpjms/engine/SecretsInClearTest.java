package io.amqpjms.engine;

import static io.amqpjms.engine.EngineFixture.await;
import static io.amqpjms.engine.EngineFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.Logged;
import io.amqpjms.engine.testing.ProxyServer;
import io.amqpjms.engine.testing.ScriptedPeer;
import io.amqpjms.engine.testing.WebServer;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Secrets of WebSockets and proxies that others on the way can read. */
class SecretsInClearTest {
    private static final String IN_CLEAR = "in clear";

    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final WebServer web = new WebServer();

    @RegisterExtension
    final ProxyServer http = ProxyServer.http();

    @RegisterExtension
    final ProxyServer socks = ProxyServer.socks5();

    @RegisterExtension
    final EngineFixture engine = new EngineFixture();

    private ConnectionOptions.Builder to(String host, int port) {
        return ConnectionOptions.builder(host, port)
                .openTimeout(Duration.ofSeconds(5))
                .closeTimeout(Duration.ofMillis(300))
                .resolver(name -> List.of(InetAddress.getLoopbackAddress()));
    }

    private void isRefusedByTheWebServer(String host, WebSocketOptions webSocket) {
        web.answers("HTTP/1.1 404 Not Found\r\n\r\n");
        failureOf(
                engine.connect(to(host, web.port()).webSocket(webSocket)).opened(),
                EngineException.ConnectionFailed.class);
    }

    @Test
    void secretHeadersThatLeaveThisMachineInClearAreWarnedOfOnceAConnect() throws Exception {
        WebSocketOptions token = WebSocketOptions.DEFAULT.withHeader("X-Token", Secret.of("t0ken"));
        String log = Logged.during(() -> isRefusedByTheWebServer("broker.example", token));
        assertThat(log)
                .containsOnlyOnce(IN_CLEAR)
                .contains("X-Token", "amqpws://broker.example:" + web.port())
                .doesNotContain("t0ken");
    }

    @Test
    void headersThatStayHereAndRequestsWithoutThemAreNotWarnedOf() throws Exception {
        WebSocketOptions token = WebSocketOptions.DEFAULT.withHeader("X-Token", Secret.of("t0ken"));
        assertThat(Logged.during(() -> isRefusedByTheWebServer("localhost", token)))
                .doesNotContain(IN_CLEAR);
        assertThat(Logged.during(() -> isRefusedByTheWebServer("broker.example", WebSocketOptions.DEFAULT)))
                .doesNotContain(IN_CLEAR);
    }

    private void connectsThrough(ProxyOptions proxy) {
        peer.opensConnection().seesConnectionClose();
        Connection connection = await(
                engine.connect(to("broker.example", peer.port()).proxy(proxy)).opened());
        await(connection.close());
    }

    private ProxyOptions proxy(ProxyOptions.Kind kind, String host) {
        int port = (kind == ProxyOptions.Kind.HTTP ? http : socks).port();
        return new ProxyOptions(kind, host, port, null, null);
    }

    @ParameterizedTest
    @EnumSource
    void aPasswordThatGoesToAProxyElsewhereIsWarnedOfOnceAConnect(ProxyOptions.Kind kind) throws Exception {
        ProxyOptions login = proxy(kind, "proxy.example").withUser("alice", Secret.of("s3cret"));
        assertThat(Logged.during(() -> connectsThrough(login)))
                .containsOnlyOnce(IN_CLEAR)
                .contains(login.toString(), "'alice'")
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource({"HTTP, localhost, alice", "SOCKS5, localhost, alice", "HTTP, proxy.example, ", "SOCKS5, proxy.example, "
    })
    void aProxyHereAndOneWithoutALoginAreNotWarnedOf(ProxyOptions.Kind kind, String host, String user)
            throws Exception {
        ProxyOptions proxy =
                user == null ? proxy(kind, host) : proxy(kind, host).withUser(user, Secret.of("s3cret"));
        assertThat(Logged.during(() -> connectsThrough(proxy))).doesNotContain(IN_CLEAR);
    }
}
