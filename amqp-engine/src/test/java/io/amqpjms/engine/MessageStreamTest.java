package io.amqpjms.engine;

import static io.amqpjms.engine.EngineFixture.await;
import static io.amqpjms.engine.EngineFixture.failureOf;
import static io.amqpjms.engine.EngineFixture.options;
import static io.amqpjms.engine.EngineFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.CoreMatchers.anyOf;
import static org.hamcrest.CoreMatchers.equalTo;
import static org.hamcrest.CoreMatchers.notNullValue;
import static org.hamcrest.CoreMatchers.nullValue;

import io.amqpjms.engine.testing.ScriptedPeer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.qpid.protonj2.test.driver.actions.FlowInjectAction;
import org.apache.qpid.protonj2.test.driver.codec.transport.Role;
import org.apache.qpid.protonj2.test.driver.expectations.TransferExpectation;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages that are sent in parts. */
class MessageStreamTest {
    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final EngineFixture engine = new EngineFixture();

    static final Matcher<?> NOT_MORE = anyOf(nullValue(), equalTo(false));

    private Sender sender() {
        return await(engine.connect(peer.uri())
                .openSession()
                .openSender(SenderOptions.to("out", "q"), null)
                .opened());
    }

    private TransferExpectation seesPart(boolean more) {
        return peer.driver()
                .expectTransfer()
                .withMore(more ? equalTo(true) : NOT_MORE)
                .withPayload(notNullValue(ByteBuffer.class));
    }

    private void seesAbort() {
        peer.driver().expectTransfer().withMore(NOT_MORE).withAborted(true).withNullPayload();
    }

    private MessageStream begunStream(Sender sender) {
        MessageStream stream = sender.stream(SendOptions.DEFAULT);
        await(stream.write(new byte[100]));
        peer.seesAll();
        return stream;
    }

    @Test
    void partsAreOneDelivery() {
        peer.opensConnectionAndSession().attachesSender("q").grantsCredit(2);
        seesPart(true);
        Sender sender = sender();
        MessageStream stream = begunStream(sender);
        seesPart(true);
        await(stream.write(new byte[50]));
        peer.seesAll();
        peer.driver().expectTransfer().withMore(NOT_MORE).withNullPayload().accept();
        peer.driver()
                .expectTransfer()
                .withMore(NOT_MORE)
                .withPayload(notNullValue(ByteBuffer.class))
                .accept();
        Tracker after = sender.send(text("after"));
        stream.complete();
        assertThat(await(stream.tracker().outcome())).isEqualTo(Outcome.ACCEPTED);
        assertThat(stream.tracker().size()).isEqualTo(150);
        assertThat(await(after.outcome())).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void aPartWaitsForCredit() {
        peer.opensConnectionAndSession().attachesSender("q");
        Sender sender = sender();
        MessageStream stream = sender.stream(SendOptions.DEFAULT);
        CompletableFuture<Void> taken = stream.write(new byte[10]);
        assertThatThrownBy(() -> stream.write(new byte[1])).isInstanceOf(IllegalStateException.class);
        peer.seesAll();
        assertThat(taken).isNotDone();
        seesPart(true);
        peer.driver().remoteFlow().withLinkCredit(1).withDeliveryCount(0).now();
        await(taken);
    }

    @Test
    void partsWaitForTheSessionsWindow() {
        peer.opensConnection();
        peer.driver().expectBegin().respond().withIncomingWindow(1).withNextOutgoingId(0);
        peer.attachesSender("q");
        window(1, 1).queue();
        seesPart(true);
        MessageStream stream = begunStream(sender());
        await(stream.write(new byte[70_000]));
        CompletableFuture<Void> third = stream.write(new byte[70_000]);
        assertThat(third).isNotDone();
        seesPart(true);
        seesPart(true);
        window(10, 2).now();
        await(third);
    }

    private FlowInjectAction window(int frames, int nextIncomingId) {
        return peer.driver()
                .remoteFlow()
                .withIncomingWindow(frames)
                .withNextIncomingId(nextIncomingId)
                .withLinkCredit(1)
                .withDeliveryCount(0);
    }

    @Test
    void partsThatWaitForTheWindowMoreThanOnceArriveInOrder() {
        peer.opensConnection();
        peer.driver().expectBegin().respond().withIncomingWindow(0).withNextOutgoingId(0);
        peer.attachesSender("q");
        window(0, 1).queue();
        MessageStream stream = sender().stream(SendOptions.DEFAULT);
        await(stream.write(new byte[] {1}));
        await(stream.write(new byte[] {2}));
        peer.seesAll();
        peer.driver().expectTransfer().withMore(true).withPayload(new byte[] {1, 2});
        window(1, 1).now();
        peer.seesAll();
        await(stream.write(new byte[] {3}));
        await(stream.write(new byte[] {4}));
        peer.driver().expectTransfer().withMore(true).withPayload(new byte[] {3, 4});
        window(10, 2).now();
        peer.seesAll();
        peer.driver().expectTransfer().withMore(NOT_MORE).withNullPayload().accept();
        assertThat(await(stream.complete().outcome())).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void anAbortedStreamIsAbortedAtThePeerAndTheLinkGoesOn() {
        peer.opensConnectionAndSession().attachesSender("q").grantsCredit(2);
        seesPart(true);
        Sender sender = sender();
        MessageStream stream = begunStream(sender);
        seesAbort();
        peer.driver()
                .expectTransfer()
                .withMore(NOT_MORE)
                .withPayload(notNullValue(ByteBuffer.class))
                .accept();
        stream.abort();
        assertThat(failureOf(stream.tracker().outcome(), EngineException.DeliveryFailed.class))
                .hasMessageContaining("aborted");
        failureOf(stream.write(new byte[1]), EngineException.DeliveryFailed.class);
        assertThat(await(sender.send(text("next")).outcome())).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void aStreamOfWhichNothingLeftIsForgottenWhenAborted() {
        peer.opensConnectionAndSession().attachesSender("q").grantsCredit(1).acceptsNextSend();
        Sender sender = sender();
        MessageStream stream = sender.stream(SendOptions.DEFAULT);
        stream.abort();
        failureOf(stream.tracker().outcome(), EngineException.DeliveryFailed.class);
        assertThat(await(sender.send(text("next")).outcome())).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void closingTheLinkAbortsAnUnfinishedStream() {
        peer.opensConnectionAndSession().attachesSender("q").grantsCredit(1);
        seesPart(true);
        Sender sender = sender();
        MessageStream stream = begunStream(sender);
        seesAbort();
        peer.seesLinkClose();
        await(sender.close());
        failureOf(stream.tracker().outcome(), EngineException.LinkFailed.class);
    }

    @Test
    void closingTheConnectionAbortsAnUnfinishedStream() {
        peer.opensConnectionAndSession().attachesSender("q").grantsCredit(1);
        seesPart(true);
        Sender sender = sender();
        begunStream(sender);
        seesAbort();
        peer.seesConnectionClose();
        await(sender.session().connection().close());
    }

    @Test
    void aPeerThatClosesTheLinkFailsTheStream() {
        peer.opensConnectionAndSession().attachesSender("q").grantsCredit(1);
        seesPart(true);
        Sender sender = sender();
        MessageStream stream = begunStream(sender);
        peer.driver().expectTransfer().withAborted(true).withNullPayload().optional();
        peer.closesLinkNow("amqp:resource-limit-exceeded", "full");
        assertThat(failureOf(stream.tracker().outcome(), EngineException.LinkFailed.class))
                .hasMessageContaining("full");
        failureOf(stream.write(new byte[1]), EngineException.LinkFailed.class);
    }

    @Test
    void aPeerThatRejectsHalfAMessageEndsTheStream() {
        peer.opensConnectionAndSession().attachesSender("q").grantsCredit(2);
        seesPart(true);
        Sender sender = sender();
        MessageStream stream = begunStream(sender);
        seesAbort();
        peer.driver()
                .expectTransfer()
                .withMore(NOT_MORE)
                .withPayload(notNullValue(ByteBuffer.class))
                .accept();
        peer.driver()
                .remoteDisposition()
                .withRole(Role.RECEIVER)
                .withFirst(0)
                .withState()
                .rejected("amqp:decode-error", "no such section")
                .now();
        assertThat(await(stream.tracker().outcome())).isInstanceOf(Outcome.Rejected.class);
        assertThat(failureOf(stream.write(new byte[1]), EngineException.DeliveryFailed.class))
                .hasMessageContaining("no such section");
        assertThat(await(sender.send(text("next")).outcome())).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void aDroppedLineFailsTheStreamAlsoWhenOthersAreSentAgain() {
        peer.opensConnectionAndSession().attachesSender("q").grantsCredit(1);
        seesPart(true);
        peer.dropsConnection();
        SenderOptions plain = SenderOptions.to("out", "q");
        SenderOptions resending = new SenderOptions(
                plain.name(), plain.source(), plain.target(), false, plain.desiredCapabilities(), Duration.ZERO, true);
        Sender sender = engine.connect(peer.uri()).openSession().openSender(resending, null);
        MessageStream stream = sender.stream(SendOptions.DEFAULT);
        stream.write(new byte[100]);
        failureOf(stream.tracker().outcome(), EngineException.ConnectionFailed.class);
    }

    @Test
    void aStreamThatStandsStillTimesOutAndIsAborted() {
        peer.opensConnectionAndSession().attachesSender("q").grantsCredit(1);
        seesPart(true);
        Sender sender = await(engine.connect(options(peer.uri()))
                .openSession()
                .openSender(SenderOptions.to("out", "q").withSendTimeout(Duration.ofMillis(300)), null)
                .opened());
        MessageStream stream = begunStream(sender);
        seesAbort();
        failureOf(stream.tracker().outcome(), EngineException.TimedOut.class);
    }

    @Test
    void aStreamBeyondThePeersLimitIsAborted() {
        peer.opensConnectionAndSession();
        peer.driver()
                .expectAttach()
                .ofSender()
                .respondInKind()
                .withMaxMessageSize(org.apache.qpid.protonj2.test.driver.codec.primitives.UnsignedLong.valueOf(150));
        peer.driver().remoteFlow().withDeliveryCount(0).withLinkCredit(1).queue();
        seesPart(true);
        MessageStream stream = begunStream(sender());
        seesAbort();
        assertThat(failureOf(stream.write(new byte[100]), EngineException.DeliveryFailed.class))
                .hasMessageContaining("200 bytes")
                .hasMessageContaining("150 bytes");
    }
}
