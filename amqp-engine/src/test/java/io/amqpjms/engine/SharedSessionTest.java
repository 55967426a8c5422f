package io.amqpjms.engine;

import static io.amqpjms.engine.EngineFixture.await;
import static io.amqpjms.engine.EngineFixture.failureOf;
import static io.amqpjms.engine.EngineFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.ScriptedPeer;
import java.util.concurrent.CompletableFuture;
import org.apache.qpid.protonj2.test.driver.actions.FlowInjectAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Senders that share a connection or a session: none of them holds up another. */
class SharedSessionTest {
    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final EngineFixture engine = new EngineFixture();

    private void beginsSessionWithShutWindow() {
        peer.opensConnection();
        peer.driver().expectBegin().respond().withIncomingWindow(0).withNextOutgoingId(0);
        peer.attachesSender("q");
        grants(0, 0, 1_000);
    }

    private void grants(int channel, int window, int credit) {
        flow(window, credit).onChannel(channel).queue();
    }

    private FlowInjectAction flow(int window, int credit) {
        return peer.driver()
                .remoteFlow()
                .withIncomingWindow(window)
                .withNextIncomingId(1)
                .withDeliveryCount(0)
                .withLinkCredit(credit);
    }

    private Sender sender(Session session, String address) throws InterruptedException {
        Sender sender = session.openSender(SenderOptions.to("to " + address, address), null);
        await(sender.opened());
        engine.awaitEvent("sendable", sender);
        return sender;
    }

    /** In one turn of the loop, which is over when this returns. */
    private static void inOneTurn(Sender sender, Runnable sends) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        sender.session().connection().loop().execute(sends);
        sender.session().connection().loop().execute(() -> done.complete(null));
        await(done);
    }

    private static void send(Sender sender, int count, byte[] message) {
        for (int i = 0; i < count; i++) {
            sender.send(message.clone());
        }
    }

    @Test
    void sessionWhoseWindowIsShutHoldsUpNoOther() throws Exception {
        beginsSessionWithShutWindow();
        peer.opensSession().attachesSender("r");
        grants(1, 1_000, 10);
        peer.acceptsNextSend();
        Connection connection = engine.connect(peer.uri());
        Sender shut = sender(connection.openSession(), "q");
        Sender free = sender(connection.openSession(), "r");
        inOneTurn(shut, () -> send(shut, 200, new byte[100]));
        assertThat(await(free.send(text("b")).outcome())).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void whatADetachedLinkHeldInTheProtocolEngineHoldsUpNoOther() throws Exception {
        beginsSessionWithShutWindow();
        Session session = engine.connect(peer.uri()).openSession();
        Sender first = sender(session, "q");
        inOneTurn(first, () -> send(first, 20, new byte[2_048]));
        peer.driver().expectDetach();
        peer.driver()
                .remoteDetach()
                .withClosed(true)
                .withErrorCondition("amqp:resource-deleted", "gone")
                .now();
        failureOf(first.closed(), EngineException.LinkFailed.class);
        peer.attachesSender("r");
        grants(0, 1_000, 10);
        peer.acceptsNextSend();
        assertThat(await(sender(session, "r").send(text("b")).outcome())).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void creditIsGivenBackWhenWhatItWasUsedForIsWritten() throws Exception {
        beginsSessionWithShutWindow();
        Sender sender = sender(engine.connect(peer.uri()).openSession(), "q");
        inOneTurn(sender, () -> send(sender, 1, new byte[100]));
        for (int window : new int[] {0, 10}) {
            if (window > 0) {
                peer.driver().expectTransfer().withNonNullPayload();
                peer.driver().expectFlow().withDrain(true).withLinkCredit(0).withDeliveryCount(1_000);
            }
            flow(window, 1_000).withDrain(true).onChannel(0).now();
        }
        peer.seesAll();
    }

    @Test
    void senderOfManyMessagesLeavesRoomForOneOfFew() throws Exception {
        peer.opensConnectionAndSession().attachesSender("q");
        grants(0, 1_000, 100);
        peer.attachesSender("r");
        grants(0, 1_000, 100);
        for (int i = 0; i < 8; i++) {
            peer.driver().expectTransfer().withHandle(0).withNonNullPayload();
        }
        peer.driver().expectTransfer().withHandle(1).withNonNullPayload();
        for (int i = 0; i < 56; i++) {
            peer.driver().expectTransfer().withHandle(0).withNonNullPayload();
        }
        Session session = engine.connect(peer.uri()).openSession();
        Sender many = sender(session, "q");
        Sender few = sender(session, "r");
        inOneTurn(many, () -> {
            send(many, 64, new byte[2_048]);
            send(few, 1, new byte[2_048]);
        });
        peer.seesAll();
    }
}
