package io.amqpjms.engine;

import static io.amqpjms.engine.EngineFixture.await;
import static io.amqpjms.engine.EngineFixture.failureOf;
import static io.amqpjms.engine.EngineFixture.options;
import static io.amqpjms.engine.EngineFixture.text;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.ReservedPort;
import io.amqpjms.engine.testing.ScriptedPeer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReconnectTest {
    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final ScriptedPeer second = new ScriptedPeer();

    @RegisterExtension
    final ReservedPort closed = ReservedPort.reserve();

    @RegisterExtension
    final EngineFixture engine = new EngineFixture();

    private Connection connectWithFailover() {
        return engine.connect(options(peer.uri())
                .reconnect(ReconnectOptions.DEFAULT.withAlternatives(
                        List.of(PeerAddress.of("localhost", second.port())))));
    }

    private static SenderOptions resending() {
        SenderOptions plain = SenderOptions.to("out", "q");
        return new SenderOptions(plain.name(), plain.source(), plain.target(), false, List.of(), Duration.ZERO, true);
    }

    @Test
    void aLostConnectionComesBackWithItsSessionsAndLinks() throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(10).dropsConnection();
        second.opensConnectionAndSession()
                .attachesReceiver("q")
                .seesCredit(10)
                .sendsMessage(text("a"))
                .seesAccepted();
        Connection connection = connectWithFailover();
        connection.openSession().openReceiver(ReceiverOptions.from("in", "q"), null);
        assertThat(engine.messages.poll(10, SECONDS).payload()).isEqualTo(text("a"));
        second.seesAll();
        assertThat(engine.events)
                .containsSubsequence(
                        "connection opened",
                        "link suspended",
                        "disconnected",
                        "reconnecting",
                        "reconnected",
                        "link opened");
        assertThat(connection.closed()).isNotDone();
        assertThat(connection.peer()).contains(String.valueOf(second.port()));
    }

    @Test
    void aLinkThatThePeerStillHoldsForTheLostLineIsAskedForAgain() throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(10).dropsConnection();
        second.opensConnectionAndSession();
        refusesReceiverWithItsCredit("amqp:internal-error", "there is a consumer already");
        second.attachesReceiver("q").seesCredit(10).sendsMessage(text("a")).seesAccepted();
        Connection connection = connectWithFailover();
        connection.openSession().openReceiver(ReceiverOptions.from("in", "q"), null);
        assertThat(engine.messages.poll(10, SECONDS).payload()).isEqualTo(text("a"));
        second.seesAll();
    }

    private void refusesReceiverWithItsCredit(String condition, String text) {
        second.driver().expectAttach().ofReceiver().reject(true, condition, text);
        second.driver().expectFlow().optional();
        second.driver().expectDetach();
    }

    @Test
    void aLinkThatIsRefusedForGoodOnTheNextLineEnds() {
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(10).dropsConnection();
        second.opensConnectionAndSession();
        refusesReceiverWithItsCredit("amqp:unauthorized-access", "not any more");
        Connection connection = connectWithFailover();
        Receiver receiver = connection.openSession().openReceiver(ReceiverOptions.from("in", "q"), null);
        assertThat(failureOf(receiver.closed(), EngineException.LinkFailed.class))
                .hasMessageContaining("not any more");
        second.seesAll();
    }

    @Test
    void unsettledSendsAreSentAgainInOrderWhenAskedFor() {
        peer.opensConnectionAndSession()
                .attachesSender("q")
                .grantsCredit(2)
                .leavesNextSendUnanswered()
                .leavesNextSendUnanswered()
                .dropsConnection();
        second.opensConnectionAndSession().attachesSender("q").grantsCredit(10).acceptsNextSends(3);
        Sender sender = connectWithFailover().openSession().openSender(resending(), null);
        List<Tracker> sent = List.of(sender.send(text("a")), sender.send(text("b")), sender.send(text("c")));
        sent.forEach(tracker -> assertThat(await(tracker.outcome())).isEqualTo(Outcome.ACCEPTED));
        assertThat(second.sends()).containsExactly(text("a"), text("b"), text("c"));
    }

    @Test
    void unsettledSendsFailOtherwiseAndHeldOnesAreSent() {
        peer.opensConnectionAndSession()
                .attachesSender("q")
                .grantsCredit(1)
                .leavesNextSendUnanswered()
                .dropsConnection();
        second.opensConnectionAndSession().attachesSender("q").grantsCredit(10).acceptsNextSend();
        Sender sender = connectWithFailover().openSession().openSender(SenderOptions.to("out", "q"), null);
        Tracker unsettled = sender.send(text("a"));
        Tracker held = sender.send(text("b"));
        failureOf(unsettled.outcome(), EngineException.ConnectionFailed.class);
        assertThat(await(held.outcome())).isEqualTo(Outcome.ACCEPTED);
        assertThat(second.sends()).containsExactly(text("b"));
    }

    @Test
    void aSendMayRefuseToBeSentAgain() {
        peer.opensConnectionAndSession()
                .attachesSender("q")
                .grantsCredit(2)
                .leavesNextSendUnanswered()
                .leavesNextSendUnanswered()
                .dropsConnection();
        second.opensConnectionAndSession().attachesSender("q").grantsCredit(10).acceptsNextSend();
        Sender sender = connectWithFailover().openSession().openSender(resending(), null);
        CompletableFuture<Outcome> once = new CompletableFuture<>();
        sender.send(text("a"), null, new OutcomeListener() {
            @Override
            public void onOutcome(Tracker tracker, Outcome outcome) {
                once.complete(outcome);
            }

            @Override
            public void onFailure(Tracker tracker, EngineException failure) {
                once.completeExceptionally(failure);
            }

            @Override
            public boolean mayResend() {
                return false;
            }
        });
        Tracker again = sender.send(text("b"));
        failureOf(once, EngineException.ConnectionFailed.class);
        assertThat(await(again.outcome())).isEqualTo(Outcome.ACCEPTED);
        assertThat(second.sends()).containsExactly(text("b"));
    }

    @Test
    void aDeliveryOfTheLostLineIsNotSettledOnTheNewOne() throws Exception {
        peer.opensConnectionAndSession()
                .attachesReceiver("q")
                .seesCredit(1)
                .sendsMessage(text("old"))
                .dropsConnection();
        second.opensConnectionAndSession().attachesReceiver("q");
        ReceiverOptions byHand = new ReceiverOptions("in", Source.of("q"), Target.of("in"), false, List.of(), 0, false);
        Receiver receiver = connectWithFailover().openSession().openReceiver(byHand, null);
        receiver.addCredit(1);
        Delivery old = engine.messages.poll(10, SECONDS);
        engine.awaitEvent("reconnected", receiver);
        second.seesAll();
        assertThat(old.isCurrent()).isFalse();
        old.accept();
        second.seesCredit(1).sendsMessage(text("new")).seesAccepted();
        receiver.addCredit(1);
        Delivery fresh = engine.messages.poll(10, SECONDS);
        assertThat(fresh.payload()).isEqualTo(text("new"));
        assertThat(fresh.isCurrent()).isTrue();
        fresh.accept();
    }

    @Test
    void aFirstConnectionIsTriedAgainToo() throws Exception {
        second.opensConnection();
        Connection connection = engine.connect(ConnectionOptions.builder("127.0.0.1", closed.number())
                .closeTimeout(Duration.ofMillis(300))
                .reconnect(ReconnectOptions.DEFAULT.withAlternatives(
                        List.of(PeerAddress.of("localhost", second.port())))));
        await(connection.opened());
    }

    @Test
    void anIdentityThatAFirstTryLeftBehindIsAskedForAgain() {
        peer.driver().expectSASLAnonymousConnect();
        peer.driver().expectOpen();
        peer.dropsConnection();
        second.driver().expectSASLAnonymousConnect();
        second.driver().expectOpen().respond().withProperty("amqp:connection-establishment-failed", true);
        second.driver()
                .remoteClose()
                .withErrorCondition("amqp:invalid-field", "the identity is in use")
                .queue();
        second.driver().expectClose().optional();
        second.dropsConnection();
        second.opensConnection();
        Connection connection = engine.connect(options(peer.uri())
                .reconnect(ReconnectOptions.DEFAULT
                        .withPolicy(() -> ReconnectPolicy.exponential(Duration.ofMillis(1), Duration.ofMillis(2)))
                        .withAlternatives(List.of(
                                PeerAddress.of("localhost", second.port()),
                                PeerAddress.of("localhost", second.port())))));
        await(connection.opened());
    }

    @Test
    void triesAreLimitedWhenAskedFor() throws Exception {
        Connection connection = engine.connect(ConnectionOptions.builder("127.0.0.1", closed.number())
                .reconnect(ReconnectOptions.DEFAULT
                        .withMaxTries(2)
                        .withPolicy(() -> ReconnectPolicy.exponential(Duration.ofMillis(1), Duration.ofMillis(2)))));
        EngineException.ConnectionFailed failure =
                failureOf(connection.opened(), EngineException.ConnectionFailed.class);
        assertThat(failure.stage()).isEqualTo(Stage.TCP);
        assertThat(failure.getSuppressed())
                .as("the failures of the tries before")
                .hasSize(2);
        assertThat(engine.events).filteredOn("reconnecting"::equals).hasSize(2);
    }

    @Test
    void theAddressOfAHostIsAskedForAnewWithEachTry() throws Exception {
        second.opensConnection();
        AtomicInteger asked = new AtomicInteger();
        Connection connection = engine.connect(ConnectionOptions.builder("broker.example", second.port())
                .resolver(host -> {
                    if (asked.incrementAndGet() < 3) {
                        throw new UnknownHostException(host);
                    }
                    return List.of(InetAddress.getLoopbackAddress());
                })
                .reconnect(ReconnectOptions.DEFAULT.withPolicy(
                        () -> ReconnectPolicy.exponential(Duration.ofMillis(1), Duration.ofMillis(2)))));
        await(connection.opened());
        assertThat(asked).hasValue(3);
    }

    @Test
    void refusedCredentialsAreNotTriedAgain() {
        peer.refusesLogin();
        Connection connection = engine.connect(options(peer.uri())
                .sasl(SaslOptions.user("alice", Secret.of("wrong")))
                .reconnect(ReconnectOptions.DEFAULT));
        failureOf(connection.opened(), EngineException.LoginFailed.class);
        assertThat(engine.events).doesNotContain("reconnecting");
    }

    @Test
    void aCloseEndsTheTrying() throws Exception {
        Connection connection = engine.connect(
                ConnectionOptions.builder("127.0.0.1", closed.number()).reconnect(ReconnectOptions.DEFAULT));
        engine.awaitEvent("reconnecting", connection);
        await(connection.close());
        failureOf(connection.opened(), EngineException.ConnectionFailed.class);
    }

    @Test
    void aTransactionDoesNotOutliveItsLine() {
        peer.opensConnectionAndSession();
        peer.attachesCoordinator(5);
        peer.driver().expectDeclare().accept(new byte[] {7});
        peer.driver().expectDischarge();
        peer.dropsConnection();
        second.opensConnectionAndSession();
        Session session = connectWithFailover().openSession();
        Transaction transaction = await(session.declare());
        EngineException.TransactionFailed failure =
                failureOf(transaction.commit(), EngineException.TransactionFailed.class);
        assertThat(failure.inDoubt()).isTrue();
    }

    @Test
    void aTransactionOfALostLineIsNotUsedOnTheNewOne() throws Exception {
        peer.opensConnectionAndSession();
        peer.attachesCoordinator(5);
        peer.driver().expectDeclare().accept(new byte[] {7});
        peer.dropsConnection();
        second.opensConnectionAndSession().attachesSender("q").grantsCredit(5);
        Session session = connectWithFailover().openSession();
        Transaction transaction = await(session.declare());
        Sender sender = session.openSender(SenderOptions.to("out", "q"), null);
        await(sender.opened());
        assertThat(transaction.isCurrent()).isFalse();
        Tracker sent = sender.send(text("a"), transaction, null);
        assertThat(failureOf(sent.outcome(), EngineException.TransactionFailed.class)
                        .inDoubt())
                .isFalse();
        assertThat(failureOf(transaction.commit(), EngineException.TransactionFailed.class)
                        .inDoubt())
                .isFalse();
        second.seesAll();
        assertThat(second.sends()).isEmpty();
    }

    @Test
    void aRequestWaitsForALineNoLongerThanForAnAnswer() throws Exception {
        Connection connection = engine.connect(ConnectionOptions.builder("127.0.0.1", closed.number())
                .requestTimeout(Duration.ofMillis(200))
                .reconnect(ReconnectOptions.DEFAULT.withPolicy(
                        () -> ReconnectPolicy.exponential(Duration.ofMinutes(1), Duration.ofMinutes(1)))));
        engine.awaitEvent("reconnecting", connection);
        failureOf(connection.openSession().opened(), EngineException.TimedOut.class);
        failureOf(connection.openSender("q").opened(), EngineException.TimedOut.class);
    }

    private Connection connectWithShortRequests(int... others) {
        ReconnectOptions reconnect = ReconnectOptions.DEFAULT
                .withPolicy(() -> ReconnectPolicy.exponential(Duration.ofMillis(1), Duration.ofMillis(1)))
                .withAlternatives(Arrays.stream(others)
                        .mapToObj(port -> PeerAddress.of("localhost", port))
                        .toList());
        Connection connection = engine.connect(options(peer.uri())
                .requestTimeout(Duration.ofMillis(500))
                .openTimeout(Duration.ofMillis(1500))
                .reconnect(reconnect));
        await(connection.opened());
        return connection;
    }

    @Test
    void whatWasOpenWaitsForALineForAsLongAsItTakes() throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("q").seesCredit(10).dropsConnection();
        second.opensConnectionAndSession().attachesReceiver("q").seesCredit(10);
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Session session = connectWithShortRequests(silent.getLocalPort(), second.port())
                    .openSession();
            Receiver receiver = session.openReceiver(ReceiverOptions.from("in", "q"), null);
            engine.awaitEvent("reconnected", receiver);
            second.seesAll();
            assertThat(session.closed()).isNotDone();
        }
    }

    @Test
    void aSessionThatTheNextLineDoesNotAnswerEndsInTime() {
        peer.opensConnectionAndSession().dropsConnection();
        second.opensConnection();
        second.driver().expectBegin();
        Session session = connectWithShortRequests(second.port()).openSession();
        failureOf(session.closed(), EngineException.TimedOut.class);
    }

    @Test
    void aLinkThatTheNextLineDoesNotAnswerEndsInTime() {
        peer.opensConnectionAndSession().attachesSender("q").dropsConnection();
        second.opensConnectionAndSession();
        second.driver().expectAttach().ofSender();
        second.driver().expectDetach().optional();
        Session session = connectWithShortRequests(second.port()).openSession();
        Sender sender = session.openSender(SenderOptions.to("out", "q"), null);
        failureOf(sender.closed(), EngineException.TimedOut.class);
        assertThat(session.closed()).isNotDone();
    }

    @Test
    void delaysGrowFromNothingToTheLongestAndBeginAnew() {
        ReconnectPolicy policy = ReconnectPolicy.exponential(Duration.ofMillis(100), Duration.ofMillis(300));
        assertThat(policy.next()).isZero();
        assertThat(policy.next()).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        assertThat(policy.next()).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
        assertThat(policy.next()).isBetween(Duration.ofMillis(150), Duration.ofMillis(300));
        assertThat(policy.next()).isBetween(Duration.ofMillis(150), Duration.ofMillis(300));
        policy.reset();
        assertThat(policy.next()).isZero();
    }
}
