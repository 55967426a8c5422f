package io.amqpjms.engine;

import static io.amqpjms.engine.EngineFixture.await;
import static io.amqpjms.engine.EngineFixture.failureOf;
import static io.amqpjms.engine.EngineFixture.options;
import static io.amqpjms.engine.EngineFixture.text;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.ScriptedPeer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.qpid.protonj2.test.driver.codec.transport.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links and sessions that a peer ends while the connection stands. */
class LinkRecoveryTest {
    private static final String SHED = "amqp:link:detach-forced";

    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final EngineFixture engine = new EngineFixture();

    private Session other;

    private Sender sender(boolean resends) {
        SenderOptions options = SenderOptions.to("out", "q");
        return engine.connect(peer.uri())
                .openSession()
                .openSender(
                        new SenderOptions(
                                "out",
                                options.source(),
                                options.target(),
                                false,
                                List.of(),
                                options.sendTimeout(),
                                resends),
                        null);
    }

    private Receiver receiver() {
        return engine.connect(peer.uri()).openSession().openReceiver(ReceiverOptions.from("in", "q"), null);
    }

    @Test
    void aReceiverThatIsShedComesBackWithItsCredit() throws Exception {
        peer.opensConnectionAndSession()
                .attachesReceiver("q")
                .seesCredit(10)
                .closesLink(SHED, "idle for ten minutes")
                .attachesReceiver("q")
                .seesCredit(10)
                .sendsMessage(text("a"))
                .seesAccepted();
        Receiver receiver = receiver();
        assertThat(engine.messages.poll(10, SECONDS).payload()).isEqualTo(text("a"));
        peer.seesAll();
        assertThat(engine.events).containsSubsequence("link opened", "link suspended", "link opened");
        assertThat(receiver.closed()).isNotDone();
    }

    @Test
    void creditForALineThatIsLostIsNotGrantedOnTheNext() {
        peer.opensConnectionAndSession().attachesReceiver("q").closesLink(SHED, "idle");
        peer.attachesReceiver("q").seesCredit(10);
        ReceiverOptions byHand = ReceiverOptions.from("in", "q").withCredit(0, false);
        engine.connect(peer.uri()).openSession().openReceiver(byHand, new Handler() {
            @Override
            public void onLinkSuspended(Event event) {
                event.receiver().addCredit(8, 0);
                event.receiver().addCredit(10, 1);
            }
        });
        peer.seesAll();
    }

    @Test
    void aDetachThatClosesNothingIsNoEnd() throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(10);
        peer.driver().remoteDetach().withClosed(false).queue();
        peer.driver().expectDetach();
        peer.attachesReceiver("q").seesCredit(10).sendsMessage(text("a")).seesAccepted();
        receiver();
        assertThat(engine.messages.poll(10, SECONDS).payload()).isEqualTo(text("a"));
        peer.seesAll();
    }

    @Test
    void aDeliveryOfTheLostLinkIsNotSettledOnTheNewOne() throws Exception {
        peer.opensConnectionAndSession()
                .attachesReceiver("q")
                .seesCredit(10)
                .sendsMessage(text("a"))
                .closesLink(SHED, "idle")
                .attachesReceiver("q")
                .seesCredit(10)
                .sendsMessage(text("b"));
        engine.connect(peer.uri())
                .openSession()
                .openReceiver(ReceiverOptions.from("in", "q").withCredit(10, false), null);
        Delivery lost = engine.messages.poll(10, SECONDS);
        Delivery again = engine.messages.poll(10, SECONDS);
        assertThat(lost.isCurrent()).isFalse();
        assertThat(again.isCurrent()).isTrue();
        peer.seesAll();
        peer.seesAccepted();
        lost.accept();
        again.accept();
        peer.seesAll();
    }

    @Test
    void whatASenderHeldLeavesOnTheNewLinkAndWhatHadLeftFails() {
        peer.opensConnectionAndSession()
                .attachesSender("q")
                .grantsCredit(1)
                .leavesNextSendUnanswered()
                .closesLink(SHED, "idle")
                .attachesSender("q")
                .grantsCredit(1)
                .acceptsNextSend();
        Sender sender = sender(false);
        Tracker left = sender.send(text("a"));
        Tracker held = sender.send(text("b"));
        assertThat(failureOf(left.outcome(), EngineException.LinkFailed.class)).hasMessageContaining("idle");
        assertThat(await(held.outcome())).isEqualTo(Outcome.ACCEPTED);
        assertThat(peer.sends()).containsExactly(text("a"), text("b"));
    }

    @Test
    void whatHadLeftIsSentAgainWhenAskedFor() {
        peer.opensConnectionAndSession()
                .attachesSender("q")
                .grantsCredit(1)
                .leavesNextSendUnanswered()
                .closesLink(SHED, "idle")
                .attachesSender("q")
                .grantsCredit(2)
                .acceptsNextSends(2);
        Sender sender = sender(true);
        List<Tracker> sent = List.of(sender.send(text("a")), sender.send(text("b")));
        sent.forEach(tracker -> assertThat(await(tracker.outcome())).isEqualTo(Outcome.ACCEPTED));
        assertThat(peer.sends()).containsExactly(text("a"), text("a"), text("b"));
    }

    @Test
    void aMessageThatHasLeftInPartsOnlyIsAbandoned() {
        peer.opensConnectionAndSession().attachesSender("q").grantsCredit(1);
        peer.driver().expectTransfer().withMore(true);
        peer.driver()
                .remoteDetach()
                .withClosed(true)
                .withErrorCondition(SHED, "idle")
                .queue();
        peer.driver().expectTransfer().withAborted(true).withNullPayload();
        peer.driver().expectDetach();
        peer.attachesSender("q").grantsCredit(1).acceptsNextSend();
        Sender sender = sender(false);
        MessageStream parts = sender.stream(SendOptions.DEFAULT);
        parts.write(new byte[100_000]);
        failureOf(parts.tracker().outcome(), EngineException.LinkFailed.class);
        assertThat(await(sender.send(text("b")).outcome())).isEqualTo(Outcome.ACCEPTED);
        peer.seesAll();
    }

    @Test
    void anAttachThatIsRefusedAgainIsAskedForAgain() throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(10).closesLink(SHED, "idle");
        peer.driver().expectAttach().ofReceiver().reject(true, "amqp:resource-limit-exceeded", "later");
        peer.driver().expectFlow().optional();
        peer.driver().expectDetach();
        peer.attachesReceiver("q").seesCredit(10).sendsMessage(text("a")).seesAccepted();
        receiver();
        assertThat(engine.messages.poll(10, SECONDS).payload()).isEqualTo(text("a"));
        peer.seesAll();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amqp:link:stolen",
                "amqp:resource-deleted",
                "amqp:unauthorized-access",
                "amqp:not-found",
                "amqp:link:redirect",
                "some:other-reason"
            })
    void aReasonThatDoesNotPassEndsTheLink(String condition) {
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(10).closesLink(condition, "for good");
        assertThat(failureOf(receiver().closed(), EngineException.LinkFailed.class)
                        .condition())
                .isEqualTo(condition);
        peer.seesAll();
    }

    @Test
    void whoDoesNotWantLinksBackHearsOfTheirEnd() {
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(10).closesLink(SHED, "idle");
        Receiver receiver = engine.connect(options(peer.uri()).linkRecovery(false))
                .openSession()
                .openReceiver(ReceiverOptions.from("in", "q"), null);
        assertThat(failureOf(receiver.closed(), EngineException.LinkFailed.class)
                        .condition())
                .isEqualTo(SHED);
    }

    @Test
    void aNodeThatLivesWithItsLinkDoesNotComeBackAlone() {
        peer.opensConnectionAndSession().makesNode("made").closesLink(SHED, "idle");
        Sender maker = engine.connect(peer.uri())
                .openSession()
                .openSender(
                        new SenderOptions(
                                "out",
                                Source.of("out"),
                                Target.dynamicNode(Map.of()),
                                false,
                                List.of(),
                                Duration.ZERO,
                                false),
                        null);
        assertThat(failureOf(maker.closed(), EngineException.LinkFailed.class).condition())
                .isEqualTo(SHED);
    }

    @Test
    void aLinkMayBeClosedWhileItIsOnItsWayBack() {
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(10).closesLink(SHED, "idle");
        Connection connection = engine.connect(peer.uri());
        Receiver receiver = connection.openSession().openReceiver(ReceiverOptions.from("in", "q"), new Handler() {
            @Override
            public void onLinkSuspended(Event event) {
                event.receiver().close();
            }
        });
        await(receiver.closed());
        peer.seesAll();
        peer.seesConnectionClose();
        await(connection.close());
    }

    @Test
    void aSessionThatFailsForAWhileComesBackWithItsLinks() throws Exception {
        peer.opensConnectionAndSession()
                .attachesReceiver("q")
                .seesCredit(10)
                .endsSession("amqp:internal-error", "out of threads")
                .opensSession()
                .attachesReceiver("q")
                .seesCredit(10)
                .sendsMessage(text("a"))
                .seesAccepted();
        Receiver receiver = receiver();
        assertThat(engine.messages.poll(10, SECONDS).payload()).isEqualTo(text("a"));
        peer.seesAll();
        assertThat(receiver.session().closed()).isNotDone();
        assertThat(engine.events).doesNotContain("disconnected", "session failed", "link failed");
    }

    @Test
    void aTransactionDoesNotOutliveItsSession() {
        peer.opensConnectionAndSession();
        peer.attachesCoordinator(5);
        peer.driver().expectDeclare().accept(new byte[] {7});
        peer.driver().expectDischarge();
        peer.endsSession("amqp:internal-error", "out of threads").opensSession();
        Session session = engine.connect(peer.uri()).openSession();
        Transaction transaction = await(session.declare());
        assertThat(failureOf(transaction.commit(), EngineException.TransactionFailed.class)
                        .inDoubt())
                .isTrue();
        peer.seesAll();
        assertThat(transaction.isCurrent()).isFalse();
    }

    @Test
    void aCommitThatMissesAMessageOfALostLinkIsARollback() throws Exception {
        peer.opensConnectionAndSession();
        peer.attachesCoordinator(5);
        peer.driver().expectDeclare().accept(new byte[] {7});
        Session session = engine.connect(peer.uri()).openSession();
        Transaction transaction = await(session.declare());
        peer.attachesReceiver("q").seesCredit(10).sendsMessage(text("a")).closesLink("amqp:link:stolen", "mine");
        Receiver receiver = session.openReceiver(ReceiverOptions.from("in", "q").withCredit(10, false), null);
        Delivery lost = engine.messages.poll(10, SECONDS);
        failureOf(receiver.closed(), EngineException.LinkFailed.class);
        peer.driver().expectDischarge().withFail(true).accept();
        lost.settle(Outcome.ACCEPTED, transaction);
        EngineException.TransactionFailed failure =
                failureOf(transaction.commit(), EngineException.TransactionFailed.class);
        assertThat(failure.inDoubt()).isFalse();
        assertThat(failure).hasMessageContaining("a link that is gone");
        peer.seesAll();
    }

    private Transaction transactionWithAMessage() throws Exception {
        peer.opensConnectionAndSession();
        peer.attachesCoordinator(5);
        peer.driver().expectDeclare().accept(new byte[] {7});
        Session session = engine.connect(peer.uri()).openSession();
        Transaction transaction = await(session.declare());
        peer.attachesReceiver("q").seesCredit(10).sendsMessage(text("a"));
        session.openReceiver(ReceiverOptions.from("in", "q").withCredit(10, false), null);
        Delivery received = engine.messages.poll(10, SECONDS);
        peer.driver().expectDisposition().withState().transactional();
        received.settle(Outcome.ACCEPTED, transaction);
        peer.seesAll();
        return transaction;
    }

    @Test
    void aCommitIsARollbackIfThePeerDetachedALinkAndMayHaveIgnoredWhatWasSettled() throws Exception {
        Transaction transaction = transactionWithAMessage();
        peer.closesLinkNow("amqp:link:stolen", "mine");
        peer.seesAll();
        peer.driver().expectDischarge().withFail(true).accept();
        assertThat(failureOf(transaction.commit(), EngineException.TransactionFailed.class)
                        .inDoubt())
                .isFalse();
        peer.seesAll();
    }

    @Test
    void aCommitIsInDoubtIfThePeerDetachedALinkBeforeItsAnswer() throws Exception {
        Transaction transaction = transactionWithAMessage();
        peer.driver().expectDischarge().withFail(false);
        peer.closesLink("amqp:link:stolen", "mine");
        peer.driver()
                .remoteDisposition()
                .withRole(Role.RECEIVER)
                .withFirst(1)
                .withSettled(true)
                .withState()
                .accepted()
                .queue();
        EngineException.TransactionFailed failure =
                failureOf(transaction.commit(), EngineException.TransactionFailed.class);
        assertThat(failure.inDoubt()).isTrue();
        assertThat(failure)
                .hasMessageContaining("may or may not have done it")
                .hasMessageContaining("amqp:link:stolen");
        peer.seesAll();
    }

    @Test
    void aCommitStandsIfThisSideEndedTheOtherSessionThatBroughtAMessage() throws Exception {
        Transaction transaction = transactionWithAMessageOfAnotherSession();
        peer.driver().expectEnd().respond();
        await(other.close());
        peer.driver().expectDischarge().withFail(false).accept();
        await(transaction.commit());
        peer.seesAll();
    }

    /** Its message came over a session of its own, which is the one begun last. */
    private Transaction transactionWithAMessageOfAnotherSession() throws Exception {
        peer.opensConnectionAndSession();
        peer.attachesCoordinator(5);
        peer.driver().expectDeclare().accept(new byte[] {7});
        Connection connection = engine.connect(peer.uri());
        Transaction transaction = await(connection.openSession().declare());
        peer.opensSession().attachesReceiver("q").seesCredit(10).sendsMessage(text("a"));
        other = connection.openSession();
        other.openReceiver(ReceiverOptions.from("in", "q").withCredit(10, false), null);
        Delivery received = engine.messages.poll(10, SECONDS);
        peer.driver().expectDisposition().withState().transactional();
        received.settle(Outcome.ACCEPTED, transaction);
        peer.seesAll();
        return transaction;
    }

    private void isRolledBack(Transaction transaction) throws Exception {
        peer.driver().expectDischarge().withFail(true);
        assertThat(failureOf(transaction.commit(), EngineException.TransactionFailed.class)
                        .inDoubt())
                .isFalse();
        peer.seesAll();
    }

    @Test
    void aCommitIsARollbackIfThePeerDetachedALinkOfAnotherSession() throws Exception {
        Transaction transaction = transactionWithAMessageOfAnotherSession();
        peer.closesLinkNow("amqp:link:stolen", "mine");
        peer.seesAll();
        isRolledBack(transaction);
    }

    @Test
    void aCommitIsARollbackIfThePeerEndedAnotherSessionThatBroughtAMessage() throws Exception {
        Transaction transaction = transactionWithAMessageOfAnotherSession();
        peer.driver().expectEnd();
        peer.driver()
                .remoteEnd()
                .withErrorCondition("amqp:not-allowed", "too much")
                .now();
        peer.seesAll();
        isRolledBack(transaction);
    }
}
