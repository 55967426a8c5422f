package io.amqpjms.engine;

import static io.amqpjms.engine.EngineFixture.await;
import static io.amqpjms.engine.EngineFixture.failureOf;
import static io.amqpjms.engine.EngineFixture.options;
import static io.amqpjms.engine.EngineFixture.text;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.ScriptedPeer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A connection whose login runs out is made anew before that. */
class RenewalTest {
    private static final Duration LIFE = Duration.ofSeconds(2);

    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final ScriptedPeer second = new ScriptedPeer();

    @RegisterExtension
    final EngineFixture engine = new EngineFixture();

    private final BlockingQueue<Instant> expiries = new LinkedBlockingQueue<>();

    /** The first login is good for {@link #LIFE}, the ones after it for an hour. */
    private Connection connect() {
        CredentialsProvider provider = at -> {
            Instant end = Instant.now().plus(expiries.isEmpty() ? LIFE : Duration.ofHours(1));
            expiries.add(end);
            return new Credentials("alice", Secret.of("s3cret"), Credentials.Kind.PASSWORD, end);
        };
        return engine.connect(options(peer.uri())
                .sasl(SaslOptions.of(provider).withMechanisms(List.of("PLAIN")))
                .reconnect(ReconnectOptions.DEFAULT.withAlternatives(
                        List.of(PeerAddress.of("localhost", second.port())))));
    }

    private ScriptedPeer letsIn(ScriptedPeer at) {
        at.opensConnectionFor("alice", "s3cret");
        at.opensSession();
        return at;
    }

    @Test
    void aLineIsMadeAnewBeforeItsLoginRunsOut() throws Exception {
        letsIn(peer).attachesSender("q").grantsCredit(10).acceptsNextSend().seesConnectionClose();
        letsIn(second).attachesSender("q").grantsCredit(10).acceptsNextSend();
        Sender sender = connect().openSession().openSender(SenderOptions.to("out", "q"), null);
        assertThat(await(sender.send(text("a")).outcome())).isEqualTo(Outcome.ACCEPTED);
        for (String event = ""; !event.equals("reconnected"); ) {
            event = engine.events.poll(10, SECONDS);
        }
        assertThat(await(sender.send(text("b")).outcome())).isEqualTo(Outcome.ACCEPTED);
        assertThat(second.sends()).containsExactly(text("b"));
    }

    private Session session;
    private Sender sender;

    /** A transaction with a message in it, which keeps its line until nothing more can be waited for. */
    private Transaction isInTheMidst() {
        letsIn(peer).attachesSender("q").grantsCredit(10);
        session = connect().openSession();
        sender = session.openSender(SenderOptions.to("out", "q"), null);
        await(sender.opened());
        peer.attachesCoordinator(5);
        peer.driver().expectDeclare().accept(new byte[] {1});
        Transaction transaction = await(session.declare());
        peer.acceptsNextSend();
        await(sender.send(text("a"), SendOptions.DEFAULT.within(transaction)).outcome());
        return transaction;
    }

    private void fallsDue() {
        // The line reckons from when it stands, and falls due later by a tenth of the time that took.
        Instant due = expiries.element().minus(LIFE.dividedBy(10)).plusMillis(60);
        org.awaitility.Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .until(() -> Instant.now().isAfter(due));
    }

    private void declaresOnTheSecond() {
        second.attachesCoordinator(5);
        second.driver().expectDeclare().accept(new byte[] {2});
    }

    @Test
    void aTransactionThatDoesNotEndInTimeIsToldThatItsLineWent() {
        Transaction transaction = isInTheMidst();
        peer.seesConnectionClose();
        letsIn(second).attachesSender("q");
        fallsDue();
        org.awaitility.Awaitility.await().until(() -> !transaction.isCurrent());
        EngineException.TransactionFailed failure =
                failureOf(transaction.commit(), EngineException.TransactionFailed.class);
        assertThat(failure).hasMessageContaining("made anew, before its login runs out");
        assertThat(failure.inDoubt()).isFalse();
    }

    @Test
    void aTransactionThatBeginsWhenTheLineIsDueWaitsForTheNext() {
        isInTheMidst();
        peer.seesConnectionClose();
        letsIn(second).attachesSender("q");
        declaresOnTheSecond();
        fallsDue();
        assertThat(await(session.declare()).isCurrent()).isTrue();
        second.seesAll();
    }

    @Test
    void aTransactionWithNothingInItGoesOnOverTheNextLine() {
        isInTheMidst();
        peer.driver().expectDeclare().accept(new byte[] {7});
        Transaction empty = await(session.declare());
        peer.seesConnectionClose();
        letsIn(second).attachesSender("q").grantsCredit(10);
        declaresOnTheSecond();
        second.driver()
                .expectTransfer()
                .withState()
                .transactional()
                .withTxnId(new byte[] {2})
                .and()
                .accept();
        second.driver()
                .expectDischarge()
                .withTxnId(new byte[] {2})
                .withFail(false)
                .accept();
        fallsDue();
        assertThat(await(sender.send(text("b"), SendOptions.DEFAULT.within(empty))
                        .outcome()))
                .isEqualTo(Outcome.ACCEPTED);
        await(empty.commit());
        second.seesAll();
    }

    @Test
    void credentialsThatNeverChangeAreNotRenewed() {
        letsIn(peer).attachesSender("q").grantsCredit(10).acceptsNextSend();
        Instant soon = Instant.now().plusMillis(600);
        Connection connection = engine.connect(options(peer.uri())
                .sasl(SaslOptions.of(new Credentials("alice", Secret.of("s3cret"), Credentials.Kind.PASSWORD, soon))
                        .withMechanisms(List.of("PLAIN")))
                .reconnect(ReconnectOptions.DEFAULT));
        Sender sender = connection.openSession().openSender(SenderOptions.to("out", "q"), null);
        await(sender.opened());
        org.awaitility.Awaitility.await().until(() -> Instant.now().isAfter(soon));
        assertThat(await(sender.send(text("a")).outcome())).isEqualTo(Outcome.ACCEPTED);
        assertThat(engine.events).doesNotContain("disconnected");
    }
}
