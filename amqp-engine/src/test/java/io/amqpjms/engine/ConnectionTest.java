package io.amqpjms.engine;

import static io.amqpjms.engine.EngineFixture.await;
import static io.amqpjms.engine.EngineFixture.failureOf;
import static io.amqpjms.engine.EngineFixture.options;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.ReservedPort;
import io.amqpjms.engine.testing.ScriptedPeer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConnectionTest {
    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final ReservedPort closed = ReservedPort.reserve();

    @RegisterExtension
    final EngineFixture engine = new EngineFixture();

    @Test
    void opensAndTellsWhatThePeerSaid() {
        peer.opensConnectionOffering("ANONYMOUS-RELAY").seesConnectionClose();
        Connection connection = await(engine.connect(peer.uri()).opened());
        assertThat(connection.remoteContainerId()).isEqualTo("peer");
        assertThat(connection.remoteOfferedCapabilities()).hasToString("[ANONYMOUS-RELAY]");
        await(connection.close());
        assertThat(engine.events).containsExactly("connection opened", "connection closed");
    }

    @Test
    void logsInWithUserAndPassword() {
        peer.opensConnectionFor("alice", "s3cret").seesConnectionClose();
        Connection connection =
                engine.connect(options(peer.uri()).sasl(SaslOptions.user("alice", Secret.of("s3cret"))));
        await(connection.opened());
        await(connection.close());
    }

    @Test
    void refusedCredentialsAreALoginFailureThatNamesTheUserAndNotThePassword() {
        peer.refusesLogin();
        Connection connection =
                engine.connect(options(peer.uri()).sasl(SaslOptions.user("alice", Secret.of("s3cret"))));
        EngineException.LoginFailed failure = failureOf(connection.opened(), EngineException.LoginFailed.class);
        assertThat(failure)
                .hasMessageContaining("alice")
                .hasMessageContaining(String.valueOf(peer.port()))
                .hasMessageNotContaining("s3cret");
        assertThat(failure.retryable()).isFalse();
    }

    @Test
    void noCommonMechanismNamesBothSides() {
        peer.driver().expectSASLHeader().respondWithSASLHeader();
        peer.driver().remoteSaslMechanisms().withMechanisms("GSSAPI").queue();
        Connection connection = engine.connect(peer.uri());
        assertThat(failureOf(connection.opened(), EngineException.LoginFailed.class))
                .hasMessageContaining("[GSSAPI]")
                .hasMessageContaining("ANONYMOUS");
    }

    @Test
    void aRefusedOpenGivesThePeersReason() {
        peer.refusesConnection("amqp:unauthorized-access", "not you");
        Connection connection = engine.connect(peer.uri());
        EngineException.ConnectionFailed failure =
                failureOf(connection.closed(), EngineException.ConnectionFailed.class);
        assertThat(failure.condition()).isEqualTo("amqp:unauthorized-access");
        assertThat(failure).hasMessageContaining("not you");
    }

    @Test
    void anOpenWithFramesOfNoSizeDoesNotHideTheReasonOfTheCloseThatFollows() {
        peer.driver().expectSASLAnonymousConnect();
        peer.driver()
                .expectOpen()
                .respond()
                .withContainerId("peer")
                .withMaxFrameSize(0)
                .withChannelMax(0);
        peer.driver()
                .remoteClose()
                .withErrorCondition("amqp:invalid-field", "container-id in use")
                .queue();
        peer.driver().expectClose();
        Connection connection = engine.connect(peer.uri());
        EngineException.ConnectionFailed failure =
                failureOf(connection.closed(), EngineException.ConnectionFailed.class);
        assertThat(failure.condition()).isEqualTo("amqp:invalid-field");
        assertThat(failure).hasMessageContaining("container-id in use");
    }

    @Test
    void aCloseByThePeerFailsTheConnectionWithItsReason() {
        peer.opensConnection().closesConnection("amqp:connection:forced", "maintenance");
        Connection connection = engine.connect(peer.uri());
        assertThat(failureOf(connection.closed(), EngineException.ConnectionFailed.class))
                .hasMessageContaining("maintenance");
        assertThat(engine.events).contains("connection failed");
    }

    @Test
    void aCloseLeavesTheLineOpenForThePeersAnswer() {
        peer.opensConnection();
        peer.driver().expectClose();
        peer.driver().remoteClose().afterDelay(100).queue();
        Connection connection = engine.connect(peer.uri());
        await(connection.opened());
        Instant before = Instant.now();
        await(connection.close());
        assertThat(Duration.between(before, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(99));
    }

    @Test
    void aDroppedLineFailsTheConnection() {
        peer.opensConnection().dropsConnection();
        Connection connection = engine.connect(peer.uri());
        EngineException.ConnectionFailed failure =
                failureOf(connection.closed(), EngineException.ConnectionFailed.class);
        assertThat(failure.stage()).isIn(Stage.OPEN, Stage.OPENED);
    }

    @Test
    void aClosedPortIsNamedWithItsStage() throws Exception {
        URI nobody = URI.create("amqp://127.0.0.1:" + closed.number());
        EngineException.ConnectionFailed failure =
                failureOf(engine.connect(nobody).opened(), EngineException.ConnectionFailed.class);
        assertThat(failure.stage()).isEqualTo(Stage.TCP);
        assertThat(failure).hasMessageContaining(nobody.toString()).hasMessageContaining("Is the broker running");
    }

    private static InetAddress address(int last) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    }

    @Test
    void aHostIsFoundByTheResolverOfTheOptions() {
        peer.opensConnection().seesConnectionClose();
        Connection connection = engine.connect(
                ConnectionOptions.builder("broker.example", peer.port()).resolver(host -> List.of(address(1))));
        await(connection.opened());
        await(connection.close());
    }

    @Test
    void everyAddressThatWasTriedIsNamed() throws Exception {
        int port = closed.number();
        Connection connection = engine.connect(
                ConnectionOptions.builder("broker.example", port).resolver(host -> List.of(address(1), address(2))));
        assertThat(failureOf(connection.opened(), EngineException.ConnectionFailed.class))
                .hasMessageContaining("broker.example")
                .hasMessageContaining("127.0.0.1")
                .hasMessageContaining("127.0.0.2")
                .hasMessageContaining("Is the broker running");
    }

    @Test
    void aConnectionLeavesFromTheLocalAddressGiven() throws Exception {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            TcpOptions from = TcpOptions.DEFAULT.withLocal("127.0.0.5", 0);
            engine.connect(options(URI.create("amqp://127.0.0.1:" + listening.getLocalPort()))
                    .tcp(from));
            try (var accepted = listening.accept()) {
                assertThat(accepted.getInetAddress().getHostAddress()).isEqualTo("127.0.0.5");
            }
        }
    }

    @Test
    void aLocalAddressThatIsNoneOfThisMachineIsNamed() {
        Connection connection = engine.connect(options(peer.uri()).tcp(TcpOptions.DEFAULT.withLocal("192.0.2.99", 0)));
        EngineException.ConnectionFailed failure =
                failureOf(connection.opened(), EngineException.ConnectionFailed.class);
        assertThat(failure.stage()).isEqualTo(Stage.TCP);
        assertThat(failure).hasMessageContaining("192.0.2.99");
    }

    @Test
    void anUnknownHostIsNamedWithItsStage() {
        Connection connection = engine.connect(
                ConnectionOptions.builder("no-such-host.invalid", 5672).openTimeout(Duration.ofSeconds(20)));
        EngineException.ConnectionFailed failure =
                failureOf(connection.opened(), EngineException.ConnectionFailed.class);
        assertThat(failure.stage()).isEqualTo(Stage.DNS);
        assertThat(failure).hasMessageContaining("no-such-host.invalid");
    }

    @Test
    void aPeerThatNeverSpeaksIsGivenUpInTimeWithItsStage() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Connection connection = engine.connect(options(URI.create("amqp://127.0.0.1:" + silent.getLocalPort()))
                    .openTimeout(Duration.ofMillis(200)));
            EngineException.ConnectionFailed failure =
                    failureOf(connection.opened(), EngineException.ConnectionFailed.class);
            assertThat(failure.stage()).isEqualTo(Stage.SASL);
            assertThat(failure).hasMessageContaining("within 200 ms");
        }
    }

    @Test
    void aPeerThatLetsInAndDoesNotOpenIsGivenUpInThatStage() {
        peer.driver().expectSASLAnonymousConnect();
        peer.driver().expectOpen();
        Connection connection = engine.connect(options(peer.uri()).openTimeout(Duration.ofMillis(500)));
        EngineException.ConnectionFailed failure =
                failureOf(connection.opened(), EngineException.ConnectionFailed.class);
        assertThat(failure.stage()).isEqualTo(Stage.OPEN);
        assertThat(failure).hasMessageContaining("does the virtual host exist?");
    }

    @Test
    void aPeerThatFallsSilentIsNoticed() {
        peer.opensConnection();
        peer.driver().expectEmptyFrame().optional();
        peer.driver().expectClose().optional();
        Connection connection = engine.connect(options(peer.uri()).idleTimeout(Duration.ofMillis(300)));
        assertThat(failureOf(connection.closed(), EngineException.ConnectionFailed.class))
                .hasMessageContaining("silent");
    }

    @Test
    void aPeerThatDoesNotAnswerACloseDoesNotHoldIt() {
        peer.opensConnection();
        peer.driver().expectClose();
        Connection connection = await(engine.connect(peer.uri()).opened());
        await(connection.close());
    }

    @Test
    void aPeerThatIsNoAmqpServerIsSuspectedToBeThat() throws Exception {
        try (ServerSocket web = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Connection connection = engine.connect(URI.create("amqp://127.0.0.1:" + web.getLocalPort()));
            try (var accepted = web.accept()) {
                accepted.getOutputStream()
                        .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                assertThat(failureOf(connection.opened(), EngineException.ConnectionFailed.class))
                        .hasMessageContaining("Is that an AMQP 1.0 port");
            }
        }
    }

    @Test
    void anEndedSessionFailsItsLinksAndNotTheConnection() {
        peer.opensConnectionAndSession().attachesSender("q").endsSession("amqp:not-allowed", "oops");
        Connection connection = engine.connect(peer.uri());
        Session session = connection.openSession();
        Sender sender = session.openSender(SenderOptions.to("out", "q"), null);
        failureOf(sender.closed(), EngineException.SessionFailed.class);
        assertThat(failureOf(session.closed(), EngineException.SessionFailed.class)
                        .condition())
                .isEqualTo("amqp:not-allowed");
        assertThat(connection.closed()).isNotDone();
    }

    @Test
    void aSessionThatThePeerNeverBeginsIsGivenUp() {
        peer.opensConnection();
        peer.driver().expectBegin();
        Connection connection = engine.connect(options(peer.uri()).requestTimeout(Duration.ofMillis(200)));
        failureOf(connection.openSession().opened(), EngineException.TimedOut.class);
        peer.driver().expectEnd();
        peer.driver().remoteBegin().withRemoteChannel(0).onChannel(0).now();
        peer.seesAll();
        peer.opensSession();
        await(connection.openSession().opened());
    }

    @Test
    void whatIsOpenedOnAClosedConnectionFailsAtOnce() {
        peer.opensConnection().seesConnectionClose();
        Connection connection = await(engine.connect(peer.uri()).opened());
        await(connection.close());
        Session session = connection.openSession();
        failureOf(session.opened(), EngineException.ConnectionFailed.class);
        failureOf(session.openSender(SenderOptions.to("out", "q"), null).opened(), EngineException.class);
        failureOf(session.declare(), EngineException.TransactionFailed.class);
    }

    @Test
    void theStringFormOfTheOptionsHidesThePassword() {
        ConnectionOptions options = options(URI.create("amqp://localhost:5672"))
                .sasl(SaslOptions.user("alice", Secret.of("s3cret")).withMechanisms(List.of("PLAIN")))
                .build();
        assertThat(options.toString()).contains("alice").doesNotContain("s3cret");
        assertThat(Arrays.toString(Secret.of("s3cret").reveal())).contains("3");
    }
}
