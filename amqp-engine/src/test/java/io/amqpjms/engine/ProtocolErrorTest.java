package io.amqpjms.engine;

import static io.amqpjms.engine.EngineFixture.await;
import static io.amqpjms.engine.EngineFixture.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.ScriptedPeer;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Peers that break the protocol at each scope: the connection ends, says why, and nothing waits for ever. */
class ProtocolErrorTest {
    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final EngineFixture engine = new EngineFixture();

    /** Frames after the size: data offset, type, channel, and the body. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a transfer on a link that is not attached | true  | 02 00 0000 00 53 14 c0 0a 05 52 63 43 a0 01 31 43 42
            a body that is no AMQP                    | true  | 02 00 0000 ff ff ff
            a body of no known frame                  | false | 02 00 0000 00 53 75 a0 01 00
            a frame with an impossible data offset    | true  | 01 00 0000 00 53 18 45
            """)
    void frameThatBreaksTheProtocolEndsTheConnection(String what, boolean toldSo, String frame) {
        peer.opensConnectionAndSession().attachesSender("q").grantsCredit(1).leavesNextSendUnanswered();
        peer.driver().remoteBytes().withBytes(sized(frame)).queue();
        if (toldSo) {
            peer.driver().expectClose();
        } else {
            peer.seesConnectionDrop();
        }
        Connection connection = engine.connect(peer.uri());
        Sender sender = connection.openSession().openSender(SenderOptions.to("out", "q"), null);
        CompletableFuture<Outcome> waiting =
                sender.send(EngineFixture.text("a")).outcome();
        EngineException.ConnectionFailed failure = failureOf(waiting, EngineException.ConnectionFailed.class);
        assertThat(failure).as(what).hasMessageContaining(String.valueOf(peer.port()));
        failureOf(connection.closed(), EngineException.ConnectionFailed.class);
        failureOf(sender.closed(), EngineException.ConnectionFailed.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a detach of a link that is not attached      | 02 00 0000 00 53 16 c0 04 02 52 63 41
            a flow on a session that is not begun        | 02 00 0009 00 53 13 c0 07 04 43 52 01 43 52 01
            an end of a session that is not begun        | 02 00 0009 00 53 17 45
            a second open                                | 02 00 0000 00 53 10 c0 05 01 a1 02 68 69
            """)
    void frameAboutNothingIsPassedOver(String what, String frame) {
        peer.opensConnectionAndSession().attachesSender("q").grantsCredit(1);
        peer.driver().remoteBytes().withBytes(sized(frame)).queue();
        peer.acceptsNextSend();
        Sender sender = engine.connect(peer.uri()).openSession().openSender(SenderOptions.to("out", "q"), null);
        assertThat(await(sender.send(EngineFixture.text("a")).outcome()))
                .as(what)
                .isEqualTo(Outcome.ACCEPTED);
    }

    private static byte[] sized(String frame) {
        byte[] body = HexFormat.of().parseHex(frame.replace(" ", ""));
        byte[] whole = new byte[body.length + 4];
        whole[3] = (byte) whole.length;
        System.arraycopy(body, 0, whole, 4, body.length);
        return whole;
    }

    @Test
    void anEndWithAnErrorFailsTheLinksOfThatSessionOnly() {
        peer.opensConnectionAndSession().attachesSender("q").grantsCredit(1).leavesNextSendUnanswered();
        peer.driver()
                .remoteEnd()
                .withErrorCondition("amqp:session:errant-link", "that link again")
                .queue();
        peer.driver().expectEnd();
        peer.opensSession().attachesSender("other").grantsCredit(1).acceptsNextSend();
        Connection connection = engine.connect(peer.uri());
        Sender sender = connection.openSession().openSender(SenderOptions.to("out", "q"), null);
        assertThat(failureOf(sender.send(EngineFixture.text("a")).outcome(), EngineException.class))
                .hasMessageContaining("that link again");
        Sender other = connection.openSession().openSender(SenderOptions.to("out", "other"), null);
        assertThat(await(other.send(EngineFixture.text("b")).outcome())).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void aDetachWithoutCloseEndsTheLinkAsWell() {
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(10);
        peer.driver()
                .remoteDetach()
                .withClosed(false)
                .withErrorCondition("amqp:link:stolen", "it is mine")
                .queue();
        peer.driver().expectDetach();
        Connection connection = engine.connect(peer.uri());
        Receiver receiver = connection.openSession().openReceiver(ReceiverOptions.from("in", "q"), null);
        EngineException.LinkFailed failure = failureOf(receiver.closed(), EngineException.LinkFailed.class);
        assertThat(failure).hasMessageContaining("detached the receiver").hasMessageContaining("it is mine");
        assertThat(failure.condition()).isEqualTo("amqp:link:stolen");
        peer.seesAll();
    }
}
