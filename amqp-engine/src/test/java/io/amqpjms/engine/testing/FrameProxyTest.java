package io.amqpjms.engine.testing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.Connection;
import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.Container;
import io.amqpjms.engine.EngineException.ConnectionFailed;
import io.amqpjms.engine.Event;
import io.amqpjms.engine.Handler;
import io.amqpjms.engine.Outcome;
import io.amqpjms.engine.Receiver;
import io.amqpjms.engine.ReceiverOptions;
import io.amqpjms.engine.Sender;
import io.amqpjms.engine.SenderOptions;
import io.amqpjms.engine.Session;
import io.amqpjms.engine.message.AmqpMessage;
import io.amqpjms.engine.testing.FrameProxy.Fate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FrameProxyTest {
    @RegisterExtension
    static final EmbeddedBroker BROKER = new EmbeddedBroker();

    private final List<String> passed = new CopyOnWriteArrayList<>();
    private FrameProxy proxy;
    private Container container;

    @BeforeEach
    void open() {
        proxy = FrameProxy.before(BROKER.port());
        container = Container.create("proxied");
    }

    @AfterEach
    void close() {
        container.close();
        proxy.close();
    }

    private Connection connect() {
        return container.connect(ConnectionOptions.builder("127.0.0.1", proxy.port())
                .idleTimeout(Duration.ofSeconds(1))
                .build());
    }

    @Test
    void framesPassAndAreNamed() throws Exception {
        proxy.onFrame(frame -> {
            passed.add(frame.toString());
            return Fate.PASSES;
        });
        Connection connection = connect();
        connection.openSession().opened().get(10, SECONDS);
        connection.close().get(10, SECONDS);
        assertThat(passed)
                .contains("client's header", "client's sasl", "broker's sasl")
                .containsSubsequence("client's open", "broker's open", "broker's begin")
                .containsSubsequence("client's begin", "broker's begin", "client's close");
        await().untilAsserted(() -> assertThat(proxy.linesOpen()).isZero());
    }

    @Test
    void cutBeforeAFrameKeepsItFromTheBroker() throws Exception {
        proxy.onFrame(frame -> {
            passed.add(frame.toString());
            return frame.toString().equals("client's begin") ? Fate.CUT_BEFORE : Fate.PASSES;
        });
        assertLost(connect());
        assertThat(passed).contains("client's begin").doesNotContain("broker's begin");
    }

    @Test
    void cutAfterAFrameLetsItArrive() throws Exception {
        proxy.onFrame(frame -> frame.toString().equals("broker's open") ? Fate.CUT_AFTER : Fate.PASSES);
        Connection connection = connect();
        connection.opened().get(10, SECONDS);
        assertLost(connection);
    }

    @Test
    void halfAFrameOpensNothing() {
        proxy.onFrame(frame -> frame.toString().equals("broker's open") ? Fate.CUT_WITHIN : Fate.PASSES);
        assertThatThrownBy(() -> connect().opened().get(10, SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(ConnectionFailed.class);
    }

    @Test
    void silenceIsNoticedByTheIdleTimeout() throws Exception {
        AtomicBoolean silent = new AtomicBoolean();
        proxy.onFrame(frame -> silent.get() ? Fate.SILENCE_BEFORE : Fate.PASSES);
        Connection connection = connect();
        connection.opened().get(10, SECONDS);
        silent.set(true);
        assertLost(connection);
    }

    @Test
    void forgedEndsReachTheClientAndTheirAnswersTheBroker() throws Exception {
        proxy.onFrame(frame -> {
            passed.add(frame.toString());
            return Fate.PASSES;
        });
        Connection connection = connect();
        Sender sender = connection.openSession().openSender(SenderOptions.to("forged", "q"), null);
        sender.opened().get(10, SECONDS);
        proxy.detachSenders();
        await().untilAsserted(() -> assertThat(passed).containsSubsequence("client's detach", "broker's attach"));
        assertThat(sender.send(new AmqpMessage()).outcome().get(10, SECONDS)).isEqualTo(Outcome.ACCEPTED);
        proxy.endSessions();
        await().untilAsserted(() ->
                assertThat(passed).containsSubsequence("client's end", "client's begin", "broker's attach"));
        assertThat(sender.send(new AmqpMessage()).outcome().get(10, SECONDS)).isEqualTo(Outcome.ACCEPTED);
        assertThat(proxy.linesMade()).isOne();
    }

    @Test
    void receiverIsDetachedWithAllThatTheBrokerHasSentBefore() throws Exception {
        proxy.onFrame(frame -> {
            passed.add(frame.toString());
            return Fate.PASSES;
        });
        Connection connection = connect();
        Session session = connection.openSession();
        CountDownLatch arrived = new CountDownLatch(1);
        Receiver receiver = session.openReceiver(ReceiverOptions.from("asked", "detached"), new Handler() {
            @Override
            public void onMessage(Event event) {
                arrived.countDown();
            }
        });
        receiver.addCredit(10);
        receiver.opened().get(10, SECONDS);
        proxy.detachReceivers();
        await().untilAsserted(() ->
                assertThat(passed).containsSubsequence("broker's detach", "client's attach", "broker's attach"));
        assertThat(passed).doesNotContain("client's detach");
        Sender sender = session.openSender(SenderOptions.to("sender", "detached"), null);
        assertThat(sender.send(new AmqpMessage()).outcome().get(10, SECONDS)).isEqualTo(Outcome.ACCEPTED);
        assertThat(arrived.await(10, SECONDS)).isTrue();
        assertThat(proxy.linesMade()).isOne();
    }

    @Test
    void brokerHearsNothingOfTheClientUntilItHasDetachedItsReceivers() throws Exception {
        List<PassingFrame> frames = new CopyOnWriteArrayList<>();
        proxy.onFrame(frame -> {
            frames.add(frame);
            return Fate.PASSES;
        });
        Session session = connect().openSession();
        session.openReceiver(ReceiverOptions.from("held", "q"), null).opened().get(10, SECONDS);
        AskedDetaches asked = new AskedDetaches();
        frames.stream().filter(PassingFrame::fromClient).forEach(asked::passesFromClient);
        frames.stream().filter(frame -> !frame.fromClient()).forEach(asked::fromBroker);
        assertThat(asked.isHolding()).isFalse();
        assertThat(asked.ask()).hasSize(1);
        assertThat(asked.isHolding()).isTrue();
        PassingFrame answer = asked.fromBroker(PassingFrame.ofBroker(ForgedFrame.detach(0, 0)));
        assertThat(answer.name()).isEqualTo("detach");
        assertThat(asked.isHolding()).as("before the client has heard of it").isTrue();
        asked.onPassed();
        assertThat(asked.isHolding()).isFalse();
        asked.awaitAnswers();
    }

    private static void assertLost(Connection connection) {
        connection.openSession();
        assertThatThrownBy(() -> connection.closed().get(10, SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(ConnectionFailed.class);
    }
}
