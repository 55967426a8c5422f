package io.amqpjms.engine;

import static io.amqpjms.engine.EngineFixture.await;
import static io.amqpjms.engine.EngineFixture.failureOf;
import static io.amqpjms.engine.EngineFixture.options;
import static io.amqpjms.engine.EngineFixture.text;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.EngineException.TransactionFailed;
import io.amqpjms.engine.testing.ScriptedPeer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Local transactions against a peer that takes them, refuses them, or breaks off (AMQP 1.0 §4). */
class TransactionTest {
    private static final byte[] ID = {7};

    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final EngineFixture engine = new EngineFixture();

    private Session session;

    @BeforeEach
    void begin() {
        peer.opensConnectionAndSession();
        session = engine.connect(options(peer.uri()).requestTimeout(Duration.ofSeconds(2)))
                .openSession();
    }

    private Transaction declared() {
        peer.attachesCoordinator(5);
        peer.driver().expectDeclare().accept(ID);
        return await(session.declare());
    }

    @Test
    void whatIsSentAndReceivedNamesTheTransaction() throws Exception {
        Transaction transaction = declared();
        peer.attachesReceiver("in").seesCredit(1).sendsMessage(text("a"));
        peer.driver()
                .expectDisposition()
                .withSettled(true)
                .withState()
                .transactional()
                .withTxnId(ID)
                .withAccepted();
        peer.driver().expectDischarge().withTxnId(ID).withFail(false).accept();
        Receiver receiver = session.openReceiver(
                new ReceiverOptions("in", Source.of("in"), Target.of("in"), false, List.of(), 0, false), null);
        receiver.addCredit(1);
        engine.messages.poll(10, SECONDS).settle(Outcome.ACCEPTED, transaction);
        await(transaction.commit());
        peer.seesAll();
    }

    @Test
    void aRollbackIsADischargeThatFails() {
        Transaction transaction = declared();
        peer.driver().expectDischarge().withTxnId(ID).withFail(true).accept();
        await(transaction.rollback());
        peer.seesAll();
    }

    @Test
    void aPeerWithoutCoordinatorSaysSo() {
        peer.driver().expectCoordinatorAttach().reject(true, "amqp:not-implemented", "no transactions here");
        peer.driver().expectDetach().optional();
        TransactionFailed failure = failureOf(session.declare(), TransactionFailed.class);
        assertThat(failure).hasMessageContaining("begin a transaction").hasMessageContaining("no transactions here");
        assertThat(failure.condition()).isEqualTo("amqp:not-implemented");
        assertThat(failure.inDoubt()).isFalse();
    }

    @Test
    void aRefusedDeclareGivesThePeersReason() {
        peer.attachesCoordinator(5);
        peer.driver().expectDeclare().reject("amqp:resource-limit-exceeded", "too many transactions");
        assertThat(failureOf(session.declare(), TransactionFailed.class))
                .hasMessageContaining("refused to begin")
                .hasMessageContaining("too many transactions");
    }

    @Test
    void aRefusedCommitIsNoDoubt() {
        Transaction transaction = declared();
        peer.driver().expectDischarge().reject("amqp:transaction:rollback", "a message was refused");
        TransactionFailed failure = failureOf(transaction.commit(), TransactionFailed.class);
        assertThat(failure).hasMessageContaining("refused to commit").hasMessageContaining("a message was refused");
        assertThat(failure.condition()).isEqualTo("amqp:transaction:rollback");
        assertThat(failure.inDoubt()).isFalse();
    }

    @Test
    void aCommitThatIsNeverAnsweredIsInDoubt() {
        Transaction transaction = declared();
        peer.driver().expectDischarge();
        TransactionFailed failure = failureOf(transaction.commit(), TransactionFailed.class);
        assertThat(failure).hasMessageContaining("may or may not have done it");
        assertThat(failure.inDoubt()).isTrue();
    }

    private void closesCoordinator() {
        peer.driver().expectDetach();
        peer.driver()
                .remoteDetachLastCoordinatorLink()
                .withErrorCondition("amqp:transaction:timeout", "took too long")
                .withClosed(true)
                .now();
        peer.seesAll();
    }

    @Test
    void aCoordinatorThatThePeerClosesEndsItsTransactions() {
        Transaction transaction = declared();
        closesCoordinator();
        TransactionFailed failure = failureOf(transaction.commit(), TransactionFailed.class);
        assertThat(failure).hasMessageContaining("took too long");
    }

    @Test
    void theNextTransactionGetsACoordinatorOfItsOwnAfterThat() {
        declared();
        closesCoordinator();
        assertThat(declared().isCurrent()).isTrue();
    }

    @Test
    void whoHearsThatARollbackLostItsLineSeesThatTheTransactionWentWithIt() {
        Transaction transaction = declared();
        peer.driver().expectDischarge().withTxnId(ID).withFail(true);
        peer.dropsConnection();
        CompletableFuture<Boolean> current = new CompletableFuture<>();
        transaction.rollback().whenComplete((ended, failure) -> current.complete(transaction.isCurrent()));
        assertThat(await(current)).isFalse();
    }
}
