package io.amqpjms.engine;

import static io.amqpjms.engine.EngineFixture.await;
import static io.amqpjms.engine.EngineFixture.failureOf;
import static io.amqpjms.engine.EngineFixture.options;
import static io.amqpjms.engine.EngineFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.testing.ScriptedPeer;
import io.amqpjms.engine.testing.WebServer;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebSocketTest {
    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer().listening(options -> options.setUseWebSockets(true));

    @RegisterExtension
    final WebServer web = new WebServer();

    @RegisterExtension
    final EngineFixture engine = new EngineFixture();

    private static ConnectionOptions.Builder webSocket(int port) {
        return options(URI.create("amqp://127.0.0.1:" + port)).webSocket(WebSocketOptions.DEFAULT);
    }

    @Test
    void carriesAConnection() {
        peer.opensConnection().seesConnectionClose();
        Connection connection = await(engine.connect(webSocket(peer.port())).opened());
        assertThat(connection.peer()).isEqualTo("amqpws://127.0.0.1:" + peer.port());
        await(connection.close());
    }

    @Test
    void carriesMessagesLargerThanOneWebSocketMessage() {
        byte[] large = Arrays.copyOf(text(""), 200_000);
        peer.opensConnectionAndSession()
                .attachesSender("q")
                .grantsCredit(1)
                .acceptsNextSend()
                .seesConnectionClose();
        Connection connection = engine.connect(
                webSocket(peer.port()).sessionWindow(Integer.MAX_VALUE).maxFrameSize(1 << 20));
        Sender sender = connection.openSession().openSender(SenderOptions.to("out", "q"), null);
        assertThat(await(sender.send(large).outcome())).isEqualTo(Outcome.ACCEPTED);
        await(connection.close());
    }

    @Test
    void asksForPathAndQueryWithTheHeadersGivenAndTheSubprotocol() throws Exception {
        web.answers("HTTP/1.1 404 Not Found\r\n\r\n");
        Connection connection = engine.connect(webSocket(web.port())
                .webSocket(WebSocketOptions.at("/amqp/v1?tenant=a%20b")
                        .withHeader("Authorization", Secret.of("Bearer t0ken"))));
        assertThat(failureOf(connection.opened(), EngineException.ConnectionFailed.class))
                .hasMessageContaining("/amqp/v1")
                .hasMessageNotContaining("tenant")
                .hasMessageNotContaining("t0ken");
        assertThat(web.request())
                .startsWith("GET /amqp/v1?tenant=a%20b HTTP/1.1\r\n")
                .containsIgnoringCase("Authorization: Bearer t0ken\r\n")
                .containsIgnoringCase("Sec-WebSocket-Protocol: amqp\r\n")
                .containsIgnoringCase("Host: 127.0.0.1:" + web.port() + "\r\n");
    }

    @Test
    void asksAHostWhoseNameHasAnUnderscore() throws Exception {
        web.answers("HTTP/1.1 404 Not Found\r\n\r\n");
        ConnectionOptions.Builder options = ConnectionOptions.builder("my_broker", web.port())
                .resolver(name -> List.of(InetAddress.getLoopbackAddress()))
                .webSocket(WebSocketOptions.DEFAULT);
        assertThat(failureOf(engine.connect(options).opened(), EngineException.ConnectionFailed.class))
                .hasMessageContaining("404 Not Found");
        assertThat(web.request()).containsIgnoringCase("Host: my_broker:" + web.port() + "\r\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            404 Not Found                                        | 404 Not Found
            401 Unauthorized                                     | Authorization header
            403 Forbidden                                        | Authorization header
            302 Found\\r\\nLocation: https://other.example/x?k=1 | points to https://other.example/x, which is not followed
            200 OK                                               | 200 OK
            503 Service Unavailable                              | 503 Service Unavailable
            """)
    void aRefusedUpgradeNamesTheAnswer(String answer, String told) {
        web.answers("HTTP/1.1 " + answer.replace("\\r\\n", "\r\n") + "\r\nContent-Length: 0\r\n\r\n");
        EngineException.ConnectionFailed failure =
                failureOf(engine.connect(webSocket(web.port())).opened(), EngineException.ConnectionFailed.class);
        assertThat(failure.stage()).isEqualTo(Stage.WEB_SOCKET);
        assertThat(failure)
                .hasMessageContaining("amqpws://127.0.0.1:" + web.port())
                .hasMessageContaining(told)
                .hasMessageNotContaining("k=1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                    | no subprotocol instead of 'amqp'
            Sec-WebSocket-Protocol: mqtt\\r\\n    | the subprotocol 'mqtt' instead of 'amqp'
            """)
    void aWebSocketForAnotherProtocolIsRefused(String header, String told) {
        web.upgradesWith(header.replace("\\r\\n", "\r\n"));
        EngineException.ConnectionFailed failure =
                failureOf(engine.connect(webSocket(web.port())).opened(), EngineException.ConnectionFailed.class);
        assertThat(failure.stage()).isEqualTo(Stage.WEB_SOCKET);
        assertThat(failure).hasMessageContaining(told);
    }

    @Test
    void aServerThatProvesNothingIsRefused() {
        web.answers(String.join(
                "\r\n",
                "HTTP/1.1 101 Switching Protocols",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Protocol: amqp",
                "Sec-WebSocket-Accept: bm90IHlvdXJzIHRvIGtub3c=",
                "",
                ""));
        assertThat(failureOf(engine.connect(webSocket(web.port())).opened(), EngineException.ConnectionFailed.class))
                .hasMessageContaining("answer to the request for a WebSocket is wrong");
    }

    @Test
    void aServerThatHangsUpDuringTheUpgradeIsNamedSo() {
        web.answers("");
        assertThat(failureOf(engine.connect(webSocket(web.port())).opened(), EngineException.ConnectionFailed.class))
                .hasMessageContaining("hung up instead of answering the request for a WebSocket");
    }

    @Test
    void aServerThatNeverAnswersIsGivenUpInTimeWithItsStage() {
        web.answersNothing();
        EngineException.ConnectionFailed failure = failureOf(
                engine.connect(webSocket(web.port()).openTimeout(Duration.ofMillis(300)))
                        .opened(),
                EngineException.ConnectionFailed.class);
        assertThat(failure.stage()).isEqualTo(Stage.WEB_SOCKET);
        assertThat(failure).hasMessageContaining("within 300 ms");
    }

    @Test
    void aTextMessageEndsTheConnection() {
        web.upgradesWith("Sec-WebSocket-Protocol: amqp\r\n").thenSends(0x81, 0x02, 'h', 'i');
        assertThat(failureOf(engine.connect(webSocket(web.port())).opened(), EngineException.ConnectionFailed.class))
                .hasMessageContaining("text message");
    }

    @Test
    void aCloseByThePeerGivesItsReason() {
        web.upgradesWith("Sec-WebSocket-Protocol: amqp\r\n").thenSends(0x88, 0x05, 0x03, 0xf3, 'b', 'a', 'd');
        assertThat(failureOf(engine.connect(webSocket(web.port())).opened(), EngineException.ConnectionFailed.class))
                .hasMessageContaining("closed the WebSocket with status 1011 (bad)");
    }

    @Test
    void aMessageLargerThanAFrameMayBeEndsTheConnectionInsteadOfFillingTheHeap() {
        // A binary message that announces 2 GiB.
        web.upgradesWith("Sec-WebSocket-Protocol: amqp\r\n")
                .thenSends(0x82, 0x7f, 0, 0, 0, 0, 0x80, 0, 0, 0, 'A', 'M', 'Q', 'P');
        assertThat(failureOf(engine.connect(webSocket(web.port())).opened(), EngineException.ConnectionFailed.class))
                .hasMessageContaining("Max frame length");
    }

    @Test
    void aPathBeginsWithASlash() {
        assertThatThrownBy(() -> WebSocketOptions.at("amqp"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("begins with a slash");
    }

    @Test
    void theStringFormHidesHeadersAndQuery() {
        assertThat(WebSocketOptions.at("/a?key=s3cret").withHeader("X-Token", Secret.of("t0ken")))
                .hasToString("WebSocketOptions[path=/a, headers=[X-Token]]");
    }
}
