package io.amqpjms.engine;

import static io.amqpjms.engine.EngineFixture.await;
import static io.amqpjms.engine.EngineFixture.failureOf;
import static io.amqpjms.engine.EngineFixture.options;
import static io.amqpjms.engine.EngineFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.ScriptedPeer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a failed connection tells of its last frames. */
class LastFramesTest {
    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final EngineFixture engine = new EngineFixture();

    private List<String> lastFrames(TraceOptions trace) {
        Connection connection = engine.connect(options(peer.uri())
                .sasl(SaslOptions.user("alice", Secret.of("s3cret")))
                .trace(trace));
        Sender sender = connection.openSession().openSender(SenderOptions.to("out", "q"), null);
        sender.send(text("private"));
        return failureOf(connection.closed(), EngineException.ConnectionFailed.class)
                .lastFrames();
    }

    private void script() {
        peer.opensConnectionFor("alice", "s3cret")
                .opensSession()
                .attachesSender("q")
                .grantsCredit(1)
                .acceptsNextSend()
                .closesConnection("amqp:internal-error", "out of order");
    }

    @Test
    void aFailureCarriesTheFramesBothWaysWithoutPayloadAndPassword() {
        script();
        List<String> frames = lastFrames(new TraceOptions(false, 0));
        assertThat(String.join("\n", frames))
                .containsSubsequence(
                        "-> [0] SASL",
                        "<- [0] SaslMechanisms",
                        "-> [0] SaslInit",
                        "<- [0] SaslOutcome",
                        "-> [0] Open{",
                        "-> [0] Begin{",
                        "<- [0] Open{",
                        "-> [0] Transfer{",
                        " (12 bytes)",
                        "<- [0] Disposition{",
                        "<- [0] Close{")
                .doesNotContain("s3cret")
                .doesNotContain("private");
    }

    @Test
    void onlySoManyFramesAreKept() {
        script();
        List<String> frames = lastFrames(new TraceOptions(false, 0, 2));
        assertThat(frames).hasSize(2);
        assertThat(frames.get(1)).startsWith("<- [0] Close{").contains("out of order");
    }

    @Test
    void noFramesAreKeptWhenSwitchedOff() {
        script();
        assertThat(lastFrames(new TraceOptions(false, 0, 0))).isEmpty();
    }

    @Test
    void frameTextsAreCut() {
        peer.opensConnection().closesConnection("amqp:internal-error", "x".repeat(5_000));
        Connection connection = engine.connect(peer.uri());
        EngineException.ConnectionFailed failure =
                failureOf(connection.closed(), EngineException.ConnectionFailed.class);
        assertThat(failure.lastFrames()).allSatisfy(frame -> assertThat(frame).hasSizeLessThan(500));
    }

    @Test
    void aPeerOfAClosedLinkHearsNothingMoreOfItsDeliveries() {
        peer.opensConnectionAndSession()
                .attachesReceiver("q")
                .seesCredit(2)
                .sendsMessage(text("a"))
                .sendsMessage(text("b"))
                .closesLink("amqp:resource-deleted", "no more of it")
                .seesSessionEnd();
        Session session = engine.connect(peer.uri()).openSession();
        Receiver receiver = session.openReceiver(
                new ReceiverOptions("in", Source.of("q"), Target.of("in"), false, List.of(), 0, false), null);
        receiver.addCredit(2);
        failureOf(receiver.closed(), EngineException.LinkFailed.class);
        await(session.close());
        peer.seesAll();
    }
}
