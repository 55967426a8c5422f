package io.amqpjms.engine;

import static io.amqpjms.engine.EngineFixture.await;
import static io.amqpjms.engine.EngineFixture.failureOf;
import static io.amqpjms.engine.EngineFixture.options;
import static io.amqpjms.engine.EngineFixture.text;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.testing.ScriptedPeer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.qpid.protonj2.test.driver.actions.TransferInjectAction;
import org.apache.qpid.protonj2.test.driver.codec.transport.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages that are received in parts, and the window that bounds what a peer sends ahead. */
class IncomingStreamTest {
    private static final int FRAME = 16_000;

    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final EngineFixture engine = new EngineFixture();

    private final BlockingQueue<IncomingStream> streams = new LinkedBlockingQueue<>();

    private Receiver receiver(boolean autoAccept) {
        return receiver(autoAccept, 65_536);
    }

    private Receiver receiver(boolean autoAccept, int window) {
        ReceiverOptions options =
                ReceiverOptions.from("in", "q").withCredit(10, autoAccept).asStreams();
        return engine.connect(options(peer.uri()).sessionWindow(window))
                .openSession()
                .openReceiver(options, new Handler() {
                    @Override
                    public void onStream(Event event) {
                        streams.add(event.stream());
                    }
                });
    }

    private IncomingStream next() throws InterruptedException {
        IncomingStream stream = streams.poll(10, SECONDS);
        assertThat(stream).isNotNull();
        return stream;
    }

    private void attaches() {
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(10);
    }

    private TransferInjectAction part(int id, int size, boolean more) {
        return peer.driver()
                .remoteTransfer()
                .withDeliveryId(id)
                .withDeliveryTag(new byte[] {(byte) id})
                .withMore(more)
                .withPayload(new byte[size]);
    }

    @Test
    void partsAreReadAsTheyCome() throws Exception {
        attaches();
        part(0, 10, true).queue();
        receiver(true);
        IncomingStream stream = next();
        assertThat(await(stream.read())).hasSize(10);
        CompletableFuture<byte[]> second = stream.read();
        assertThatThrownBy(stream::read).isInstanceOf(IllegalStateException.class);
        assertThat(second).isNotDone();
        peer.seesAll();
        peer.seesAccepted();
        part(0, 20, false).now();
        assertThat(await(second)).hasSize(20);
        assertThat(await(stream.read())).isNull();
        assertThat(await(stream.read())).isNull();
        assertThat(stream.settle(Outcome.RELEASED, null)).isFalse();
        peer.seesAll();
    }

    @Test
    void theUserSettlesAfterTheEnd() throws Exception {
        attaches();
        part(0, 10, false).queue();
        receiver(false);
        IncomingStream stream = next();
        assertThat(await(stream.read())).hasSize(10);
        assertThat(await(stream.read())).isNull();
        peer.seesAll();
        peer.seesRejected();
        stream.settle(new Outcome.Rejected(null), null);
        peer.seesAll();
    }

    @Test
    void theNextMessageWaitsForTheEndOfTheFirst() throws Exception {
        attaches();
        part(0, 10, false).queue();
        part(1, 20, false).queue();
        receiver(false);
        IncomingStream first = next();
        peer.seesAll();
        assertThat(streams).isEmpty();
        await(first.read());
        assertThat(await(next().read())).hasSize(20);
    }

    @Test
    void whatIsNotReadHoldsTheWindowShut() throws Exception {
        attaches();
        for (int i = 0; i < 3; i++) {
            part(0, FRAME, true).queue();
        }
        receiver(false);
        IncomingStream stream = next();
        peer.seesAll();
        peer.driver().expectFlow().withIncomingWindow(0);
        part(0, FRAME, true).now();
        peer.seesAll();
        peer.driver().expectFlow().withIncomingWindow(4);
        assertThat(await(stream.read())).hasSize(4 * FRAME);
        peer.seesAll();
    }

    @Test
    void aPeerThatSendsBeyondTheWindowLosesTheConnection() throws Exception {
        attaches();
        for (int i = 0; i < 5; i++) {
            part(0, FRAME, true).queue();
        }
        // The window may be told as shut before the frame that breaks it is seen.
        peer.driver().expectFlow().withIncomingWindow(0).optional();
        peer.driver().expectClose().withError("amqp:session:window-violation").respond();
        Receiver receiver = receiver(false);
        assertThat(failureOf(receiver.closed(), EngineException.ConnectionFailed.class))
                .hasMessageContaining("window");
        failureOf(next().read(), EngineException.ConnectionFailed.class);
    }

    @Test
    void anAbortedMessageFailsItsReaderAndTheNextOneComes() throws Exception {
        attaches();
        part(0, 10, true).queue();
        receiver(false);
        IncomingStream stream = next();
        await(stream.read());
        CompletableFuture<byte[]> second = stream.read();
        peer.seesAll();
        peer.driver().remoteTransfer().withDeliveryId(0).withAborted(true).now();
        assertThat(failureOf(second, EngineException.DeliveryFailed.class)).hasMessageContaining("aborted");
        part(1, 20, false).now();
        assertThat(await(next().read())).hasSize(20);
    }

    @Test
    void settlingBeforeTheEndThrowsAwayTheRest() throws Exception {
        attaches();
        part(0, 10, true).queue();
        receiver(false, 1 << 20);
        IncomingStream stream = next();
        peer.seesAll();
        peer.driver()
                .expectDisposition()
                .withRole(Role.RECEIVER)
                .withSettled(false)
                .withState()
                .released();
        stream.settle(Outcome.RELEASED, null);
        failureOf(stream.read(), EngineException.DeliveryFailed.class);
        peer.seesAll();
        peer.driver().expectDisposition().withSettled(true).withState().released();
        part(0, 10, true).now();
        part(0, 10, false).now();
        part(1, 20, false).now();
        assertThat(await(next().read())).hasSize(20);
        peer.seesAll();
    }

    @Test
    void whoSettlesAndThenReadsGetsNothingOfWhatIsThere() throws Exception {
        attaches();
        part(0, 10, true).queue();
        peer.driver().expectDisposition().withSettled(false).withState().released();
        CompletableFuture<byte[]> read = new CompletableFuture<>();
        ReceiverOptions options =
                ReceiverOptions.from("in", "q").withCredit(10, false).asStreams();
        engine.connect(options(peer.uri())).openSession().openReceiver(options, new Handler() {
            @Override
            public void onStream(Event event) {
                event.stream().settle(Outcome.RELEASED, null);
                event.stream().read().whenComplete((part, failure) -> {
                    if (failure == null) {
                        read.complete(part);
                    } else {
                        read.completeExceptionally(failure);
                    }
                });
            }
        });
        failureOf(read, EngineException.DeliveryFailed.class);
        peer.seesAll();
    }

    @Test
    void aClosedLinkFailsTheReader() throws Exception {
        attaches();
        part(0, 10, true).queue();
        receiver(false);
        IncomingStream stream = next();
        await(stream.read());
        CompletableFuture<byte[]> second = stream.read();
        peer.seesAll();
        peer.closesLinkNow("amqp:resource-deleted", "gone");
        assertThat(failureOf(second, EngineException.LinkFailed.class)).hasMessageContaining("gone");
        failureOf(stream.read(), EngineException.LinkFailed.class);
    }

    @Test
    void aDroppedLineFailsTheReader() throws Exception {
        attaches();
        part(0, 10, true).queue();
        peer.dropsConnection();
        receiver(false);
        IncomingStream stream = next();
        CompletableFuture<byte[]> read = stream.read();
        read.handle((part, failure) -> null).get(10, SECONDS);
        failureOf(stream.read(), EngineException.ConnectionFailed.class);
    }

    @Test
    void aReceiverThatSettlesSecondWaitsForTheSender() throws Exception {
        peer.opensConnectionAndSession();
        peer.driver()
                .expectAttach()
                .ofReceiver()
                .withRcvSettleMode(org.apache.qpid.protonj2.test.driver.codec.transport.ReceiverSettleMode.SECOND)
                .respondInKind();
        peer.seesCredit(1).sendsMessage(text("a"));
        peer.driver()
                .expectDisposition()
                .withRole(Role.RECEIVER)
                .withSettled(false)
                .withState()
                .accepted();
        peer.driver()
                .remoteDisposition()
                .withRole(Role.SENDER)
                .withFirst(0)
                .withSettled(true)
                .queue();
        ReceiverOptions second = new ReceiverOptions("in", Source.of("q"), Target.of("in"), false, List.of(), 0, true)
                .withSettleModes(SenderSettleMode.UNSETTLED, ReceiverSettleMode.SECOND);
        Receiver receiver = engine.connect(peer.uri()).openSession().openReceiver(second, null);
        receiver.addCredit(1);
        assertThat(engine.messages.poll(10, SECONDS)).isNotNull();
        peer.seesAll();
        peer.seesLinkClose();
        await(receiver.close());
    }
}
