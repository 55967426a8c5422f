package io.amqpjms.engine;

import static io.amqpjms.engine.EngineFixture.await;
import static io.amqpjms.engine.EngineFixture.failureOf;
import static io.amqpjms.engine.EngineFixture.text;
import static io.amqpjms.engine.MessageStreamTest.NOT_MORE;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.ScriptedPeer;
import org.apache.qpid.protonj2.test.driver.actions.FlowInjectAction;
import org.apache.qpid.protonj2.test.driver.codec.transport.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A peer may settle a delivery before it has all of it, such as a router whose receiver refused the beginning. */
class EarlyAnswersTest {
    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final EngineFixture engine = new EngineFixture();

    /** A sender to a peer that takes so many frames, of at most 1 KiB each. */
    private Sender sender(int window) throws InterruptedException {
        peer.driver().expectSASLAnonymousConnect();
        peer.driver().expectOpen().respond().withContainerId("peer").withMaxFrameSize(1024);
        peer.driver().expectBegin().respond().withIncomingWindow(0).withNextOutgoingId(0);
        peer.attachesSender("q");
        grants(window, 1).queue();
        Sender sender = engine.connect(peer.uri()).openSession().openSender(SenderOptions.to("out", "q"), null);
        await(sender.opened());
        engine.awaitEvent("sendable", sender);
        return sender;
    }

    private FlowInjectAction grants(int frames, int nextIncomingId) {
        return peer.driver()
                .remoteFlow()
                .withIncomingWindow(frames)
                .withNextIncomingId(nextIncomingId)
                .withDeliveryCount(0)
                .withLinkCredit(10);
    }

    private void settles(int first, int last) {
        peer.driver()
                .remoteDisposition()
                .withRole(Role.RECEIVER)
                .withFirst(first)
                .withLast(last)
                .withSettled(true)
                .withState()
                .rejected("amqp:not-allowed", "too much ".repeat(200))
                .queue();
    }

    @Test
    void theRestOfAMessageThatWasSettledEarlyLeavesAndOthersAfterIt() throws Exception {
        Sender sender = sender(1);
        peer.driver().expectTransfer().withMore(true).withSettled(false).withNonNullPayload();
        settles(0, 0);
        Tracker early = sender.send(new byte[1_500]);
        assertThat(await(early.outcome())).isInstanceOf(Outcome.Rejected.class);
        peer.driver().expectTransfer().withMore(NOT_MORE).withSettled(true).withNonNullPayload();
        peer.acceptsNextSend();
        Tracker after = sender.send(text("after"));
        grants(10, 2).now();
        assertThat(await(after.outcome())).isEqualTo(Outcome.ACCEPTED);
        peer.seesLinkClose();
        await(sender.close());
    }

    @Test
    void aStreamThatWasSettledEarlyIsAbortedAndOthersLeaveAfterIt() throws Exception {
        Sender sender = sender(1);
        peer.driver().expectTransfer().withMore(true).withSettled(false).withNonNullPayload();
        settles(0, 0);
        MessageStream stream = sender.stream(SendOptions.DEFAULT);
        await(stream.write(new byte[100]));
        assertThat(await(stream.tracker().outcome())).isInstanceOf(Outcome.Rejected.class);
        peer.driver().expectTransfer().withMore(NOT_MORE).withAborted(true).withNullPayload();
        peer.acceptsNextSend();
        grants(10, 2).now();
        assertThat(await(sender.send(text("after")).outcome())).isEqualTo(Outcome.ACCEPTED);
        peer.seesLinkClose();
        await(sender.close());
    }

    @Test
    void oneAnswerEndsTheDeliveriesBeforeAndTheOneThatIsUnderWay() throws Exception {
        Sender sender = sender(3);
        peer.driver().expectTransfer().withNonNullPayload();
        peer.driver().expectTransfer().withNonNullPayload();
        peer.driver().expectTransfer().withMore(true).withNonNullPayload();
        settles(0, 2);
        Tracker first = sender.send(text("a"));
        Tracker second = sender.send(text("b"));
        Tracker early = sender.send(new byte[1_500]);
        assertThat(await(early.outcome())).isInstanceOf(Outcome.Rejected.class);
        assertThat(await(first.outcome())).isInstanceOf(Outcome.Rejected.class);
        assertThat(await(second.outcome())).isInstanceOf(Outcome.Rejected.class);
        peer.driver().expectTransfer().withMore(NOT_MORE).withSettled(true).withNonNullPayload();
        peer.seesLinkClose();
        grants(10, 4).now();
        await(sender.close());
    }

    @Test
    void theRestOfAMessageWhoseLinkIsDetachedHoldsUpNoOther() throws Exception {
        Sender sender = sender(1);
        peer.driver().expectTransfer().withMore(true).withNonNullPayload();
        settles(0, 0);
        peer.driver().remoteDetach().withClosed(true).queue();
        peer.driver().expectDetach();
        sender.send(new byte[100_000]);
        failureOf(sender.closed(), EngineException.LinkFailed.class);
        peer.attachesSender("r");
        grants(10, 2).queue();
        peer.acceptsNextSend();
        Sender other = sender.session().openSender(SenderOptions.to("other", "r"), null);
        assertThat(await(other.send(text("b")).outcome())).isEqualTo(Outcome.ACCEPTED);
    }
}
