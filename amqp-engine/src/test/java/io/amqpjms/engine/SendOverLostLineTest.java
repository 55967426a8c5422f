package io.amqpjms.engine;

import static io.amqpjms.engine.EngineFixture.failureOf;
import static io.amqpjms.engine.EngineFixture.options;
import static io.amqpjms.engine.EngineFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.ReservedPort;
import io.amqpjms.engine.testing.ScriptedPeer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the failure of a send says of the message, once the line that it left on is lost: {@code a} had left, {@code b} had not. */
class SendOverLostLineTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final ScriptedPeer second = new ScriptedPeer();

    @RegisterExtension
    final ReservedPort closed = ReservedPort.reserve();

    @RegisterExtension
    final EngineFixture engine = new EngineFixture();

    private Tracker left;
    private Tracker held;

    @BeforeEach
    void script() {
        peer.opensConnectionAndSession()
                .attachesSender("q")
                .grantsCredit(1)
                .leavesNextSendUnanswered()
                .dropsConnection();
    }

    /** Connects, and sends both; the line breaks, and the next tries go elsewhere. */
    private void sends(Duration sendTimeout, int maxTries, int nextPort) {
        Connection connection = engine.connect(options(peer.uri())
                .reconnect(ReconnectOptions.DEFAULT
                        .withPolicy(() -> ReconnectPolicy.exponential(LONG, LONG))
                        .withMaxTries(maxTries)
                        .withAlternatives(List.of(PeerAddress.of("localhost", nextPort)))));
        SenderOptions plain = SenderOptions.to("out", "q");
        SenderOptions resending =
                new SenderOptions(plain.name(), plain.source(), plain.target(), false, List.of(), sendTimeout, true);
        Sender sender = connection.openSession().openSender(resending, null);
        left = sender.send(text("a"));
        held = sender.send(text("b"));
    }

    private static <X extends EngineException> X mayHaveArrived(Tracker tracker, Class<X> type) {
        X failure = failureOf(tracker.outcome(), type);
        assertThat(failure).hasMessageContaining("may have arrived");
        assertThat(failure.getMessage()).doesNotContain("was not sent");
        return failure;
    }

    private static <X extends EngineException> X wasNotSent(Tracker tracker, Class<X> type) {
        X failure = failureOf(tracker.outcome(), type);
        assertThat(failure).hasMessageContaining("the message was not sent");
        assertThat(failure.getMessage()).doesNotContain("may have arrived").doesNotContain("queue full");
        return failure;
    }

    @Test
    void aSendThatFindsNoLineInTimeSaysWhetherTheMessageHadLeft() {
        sends(Duration.ofSeconds(1), ReconnectOptions.NO_LIMIT, closed.number());
        mayHaveArrived(left, EngineException.TimedOut.class);
        wasNotSent(held, EngineException.TimedOut.class);
    }

    @Test
    void aConnectionThatIsGivenUpSaysWhetherTheMessageHadLeft() {
        sends(Duration.ZERO, 1, closed.number());
        EngineException.ConnectionFailed failure = mayHaveArrived(left, EngineException.ConnectionFailed.class);
        assertThat(failure.stage()).isEqualTo(Stage.TCP);
        assertThat(failure.getSuppressed()).hasSize(1);
        wasNotSent(held, EngineException.ConnectionFailed.class);
    }

    @Test
    void aLinkThatIsRefusedOnTheNextLineSaysWhetherTheMessageHadLeft() {
        second.opensConnectionAndSession().refusesSender("q", "amqp:not-found", "it was deleted");
        sends(Duration.ZERO, ReconnectOptions.NO_LIMIT, second.port());
        EngineException.LinkFailed failure = mayHaveArrived(left, EngineException.LinkFailed.class);
        assertThat(failure).hasMessageContaining("it was deleted");
        assertThat(failure.condition()).isEqualTo("amqp:not-found");
        wasNotSent(held, EngineException.LinkFailed.class);
    }
}
