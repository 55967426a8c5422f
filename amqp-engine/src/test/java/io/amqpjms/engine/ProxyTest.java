package io.amqpjms.engine;

import static io.amqpjms.engine.EngineFixture.await;
import static io.amqpjms.engine.EngineFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.testing.ProxyServer;
import io.amqpjms.engine.testing.ReservedPort;
import io.amqpjms.engine.testing.ScriptedPeer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProxyTest {
    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final ProxyServer http = ProxyServer.http();

    @RegisterExtension
    final ProxyServer socks = ProxyServer.socks5();

    @RegisterExtension
    final ReservedPort closed = ReservedPort.reserve();

    @RegisterExtension
    final EngineFixture engine = new EngineFixture();

    private ProxyServer server(ProxyOptions.Kind kind) {
        return kind == ProxyOptions.Kind.HTTP ? http : socks;
    }

    private ProxyOptions proxy(ProxyOptions.Kind kind) {
        return new ProxyOptions(kind, "proxy.example", server(kind).port(), null, null);
    }

    /** The peer by a name that only the proxy knows. */
    private ConnectionOptions.Builder through(ProxyOptions proxy) {
        return ConnectionOptions.builder("broker.example", peer.port())
                .openTimeout(Duration.ofSeconds(5))
                .closeTimeout(Duration.ofMillis(300))
                .resolver(ProxyTest::onlyTheProxy)
                .proxy(proxy);
    }

    private static List<InetAddress> onlyTheProxy(String host) throws UnknownHostException {
        if (host.equals("proxy.example")) {
            return List.of(InetAddress.getLoopbackAddress());
        }
        throw new UnknownHostException(host);
    }

    private EngineException.ConnectionFailed failure(ConnectionOptions.Builder options) {
        EngineException.ConnectionFailed failure =
                failureOf(engine.connect(options).opened(), EngineException.ConnectionFailed.class);
        assertThat(failure.stage()).isEqualTo(Stage.PROXY);
        return failure;
    }

    @ParameterizedTest
    @EnumSource
    void theProxyConnectsAndResolvesTheName(ProxyOptions.Kind kind) {
        peer.opensConnection().seesConnectionClose();
        Connection connection = await(engine.connect(through(proxy(kind))).opened());
        await(connection.close());
        assertThat(server(kind).asked()).containsExactly("broker.example:" + peer.port());
    }

    @ParameterizedTest
    @EnumSource
    void aProxyLetsAUserThrough(ProxyOptions.Kind kind) {
        server(kind).lettingIn("alice", "s3cret");
        peer.opensConnection().seesConnectionClose();
        Connection connection = await(engine.connect(through(proxy(kind).withUser("alice", Secret.of("s3cret"))))
                .opened());
        await(connection.close());
    }

    @ParameterizedTest
    @EnumSource
    void aWrongPasswordIsNamedAndNotShown(ProxyOptions.Kind kind) {
        server(kind).lettingIn("alice", "s3cret");
        assertThat(failure(through(proxy(kind).withUser("alice", Secret.of("wr0ng")))))
                .hasMessageContaining(proxy(kind).toString())
                .hasMessageContaining("broker.example")
                .hasMessageNotContaining("wr0ng");
    }

    @Test
    void aProxyThatWantsALoginSaysSo() {
        http.lettingIn("alice", "s3cret");
        assertThat(failure(through(proxy(ProxyOptions.Kind.HTTP))))
                .hasMessageContaining("wants a login")
                .hasMessageContaining("407");
        socks.lettingIn("alice", "s3cret");
        assertThat(failure(through(proxy(ProxyOptions.Kind.SOCKS5)))).hasMessageContaining("authMethod");
    }

    @ParameterizedTest
    @CsvSource({"HTTP, 502 Bad Gateway", "SOCKS5, HOST_UNREACHABLE"})
    void aPeerThatTheProxyCannotReachIsNamed(ProxyOptions.Kind kind, String told) {
        server(kind).refusing();
        assertThat(failure(through(proxy(kind))))
                .hasMessageContaining("did not connect it")
                .hasMessageContaining(told);
    }

    @ParameterizedTest
    @EnumSource
    void aProxyThatIsNotThereIsNamed(ProxyOptions.Kind kind) throws Exception {
        int port = closed.number();
        assertThat(failure(through(new ProxyOptions(kind, "proxy.example", port, null, null))))
                .hasMessageContaining("the proxy")
                .hasMessageContaining("cannot be reached");
        assertThat(failure(through(new ProxyOptions(kind, "nobody.example", port, null, null))))
                .hasMessageContaining("nobody.example");
    }

    @ParameterizedTest
    @EnumSource
    void aProxyThatNeverAnswersIsGivenUpInTime(ProxyOptions.Kind kind) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ProxyOptions mute = new ProxyOptions(kind, "proxy.example", silent.getLocalPort(), null, null);
            assertThat(failure(through(mute).openTimeout(Duration.ofMillis(300))))
                    .hasMessageContaining("within 300 ms");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://proxy.example.com, http://proxy.example.com:8080",
        "HTTP://proxy.example.com:3128/, http://proxy.example.com:3128",
        "socks5://[::1], socks5://[::1]:1080",
        "socks5h://10.0.0.1:9050, socks5://10.0.0.1:9050"
    })
    void aUrlNamesAProxy(String url, String proxy) {
        assertThat(ProxyOptions.parse(url)).hasToString(proxy);
    }

    @ParameterizedTest
    @CsvSource({
        "https://proxy.example.com, should look like",
        "proxy.example.com:3128, should look like",
        "http://, malformed",
        "http://proxy.example.com/path, should look like",
        "http://proxy.example.com/?password=s3cret, should look like",
        "http://alice:s3cret|@proxy.example.com, malformed",
        "http://alice:s3cret@proxy_1.example.com, as options",
        "http://alice:s3cret@proxy.example.com, as options"
    })
    void whatNamesNoProxyIsRefusedWithoutShowingAPassword(String url, String told) {
        assertThatThrownBy(() -> ProxyOptions.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(told)
                .satisfies(
                        refusal -> assertThat(Throwables.getStackTrace(refusal)).doesNotContain("s3cret"));
    }
}
