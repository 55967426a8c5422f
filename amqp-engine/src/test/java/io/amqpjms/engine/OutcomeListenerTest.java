package io.amqpjms.engine;

import static io.amqpjms.engine.EngineFixture.await;
import static io.amqpjms.engine.EngineFixture.failureOf;
import static io.amqpjms.engine.EngineFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.ScriptedPeer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OutcomeListenerTest {
    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final EngineFixture engine = new EngineFixture();

    @Test
    void aListenerThatThrowsHurtsNobodyElse() {
        peer.opensConnectionAndSession()
                .attachesSender("q")
                .grantsCredit(2)
                .acceptsNextSend()
                .acceptsNextSend()
                .dropsConnection();
        Sender sender = engine.connect(peer.uri()).openSession().openSender(SenderOptions.to("out", "q"), null);
        OutcomeListener throwing = new OutcomeListener() {
            @Override
            public void onOutcome(Tracker tracker, Outcome outcome) {
                throw new IllegalStateException("a fault of the application");
            }

            @Override
            public void onFailure(Tracker tracker, EngineException failure) {
                throw new IllegalStateException("a fault of the application");
            }
        };
        assertThat(await(sender.send(text("a"), null, throwing).outcome())).isEqualTo(Outcome.ACCEPTED);
        Tracker next = sender.send(text("b"));
        Tracker held = sender.send(text("c"), null, throwing);
        assertThat(await(next.outcome())).isEqualTo(Outcome.ACCEPTED);
        failureOf(held.outcome(), EngineException.ConnectionFailed.class);
        failureOf(sender.closed(), EngineException.ConnectionFailed.class);
    }

    @Test
    void whoHearsThatALinkTookItsSendAlongSeesThatTheLinkHasEnded() {
        peer.opensConnectionAndSession().attachesSender("q").grantsCredit(1).leavesNextSendUnanswered();
        Sender sender = engine.connect(peer.uri()).openSession().openSender(SenderOptions.to("out", "q"), null);
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        await(sender.opened());
        assertThat(sender.hasEnded()).isFalse();
        sender.send(text("a"), null, new OutcomeListener() {
            @Override
            public void onOutcome(Tracker tracker, Outcome outcome) {}

            @Override
            public void onFailure(Tracker tracker, EngineException failure) {
                ended.complete(tracker.sender().hasEnded());
            }
        });
        peer.seesAll();
        peer.closesLinkNow("amqp:resource-deleted", "gone");
        assertThat(await(ended)).isTrue();
        peer.seesAll();
    }
}
