package io.amqpjms.engine.network;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.amqpjms.engine.Connection;
import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.Container;
import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.Event;
import io.amqpjms.engine.Handler;
import io.amqpjms.engine.Outcome;
import io.amqpjms.engine.PeerAddress;
import io.amqpjms.engine.Receiver;
import io.amqpjms.engine.ReceiverOptions;
import io.amqpjms.engine.ReconnectOptions;
import io.amqpjms.engine.Sender;
import io.amqpjms.engine.SenderOptions;
import io.amqpjms.engine.Session;
import io.amqpjms.engine.Source;
import io.amqpjms.engine.Target;
import io.amqpjms.engine.Tracker;
import io.amqpjms.engine.Transaction;
import io.amqpjms.engine.message.AmqpMessage;
import io.amqpjms.engine.message.Body;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * All that a client commonly says to a broker, from the first byte to the last, on a line that may end at any moment: opens,
 * sends, receives, accepts, sends within a transaction, closes. For one thread, once.
 *
 * <p>It goes on with each next step whatever became of the last, as a careless program does, and bears only two results of a
 * step: done, or an {@link EngineException}. A step that is neither after ten seconds is a hang.
 */
final class Conversation implements Handler {
    /** What is sent, outside of the transaction; one text is longer than a frame. */
    static final List<String> TEXTS = List.of("one", "x".repeat(700), "three");

    private final String address;
    private final Duration patience;
    private final List<Step> steps = new ArrayList<>();
    private final Set<String> received = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<@Nullable Void> receivedAll = new CompletableFuture<>();
    private final AtomicInteger closesTold = new AtomicInteger();
    private int accepted;

    /** A future the engine gave, and what it was for. */
    private record Step(String what, CompletableFuture<?> future) {}

    /**
     * A conversation about one address.
     *
     * @param patience how long each thing may take before the engine itself gives up
     */
    Conversation(String address, Duration patience) {
        this.address = address;
        this.patience = patience;
    }

    private ConnectionOptions options(int port, ReconnectOptions reconnect) {
        return ConnectionOptions.builder("127.0.0.1", port)
                .maxFrameSize(512)
                .containerId("conversation")
                .openTimeout(patience)
                .requestTimeout(patience)
                .closeTimeout(patience)
                .idleTimeout(patience.multipliedBy(2))
                .reconnect(reconnect)
                .build();
    }

    /** Goes through all of it on one line, and returns the failures of the steps that failed, by what failed. */
    List<String> hold(Container container, int port) throws Exception {
        return hold(container, options(port, ReconnectOptions.OFF), true);
    }

    /** As {@link #hold(Container, int)}, but for what a scripted peer does not play: transaction and drain. */
    List<String> holdSimply(Container container, int port) throws Exception {
        return hold(container, options(port, ReconnectOptions.OFF), false);
    }

    /** Goes through what may outlive a line, on two lines if need be. */
    List<String> hold(Container container, int port, int next) throws Exception {
        return hold(
                container,
                options(port, ReconnectOptions.DEFAULT.withAlternatives(List.of(PeerAddress.of("127.0.0.1", next)))),
                false);
    }

    private List<String> hold(Container container, ConnectionOptions options, boolean ofOneLine) throws Exception {
        Connection connection = container.connect(options, this);
        Session session = connection.openSession();
        Receiver receiver = session.openReceiver(
                new ReceiverOptions("in", Source.of(address), Target.of("in"), false, List.of(), 10, false), null);
        Sender sender = session.openSender(
                new SenderOptions("out", Source.of("out"), Target.of(address), false, List.of(), patience, true), null);
        receiver.closed().whenComplete((done, failure) -> receivedAll.complete(null));
        opened("connection", connection.opened());
        opened("session", session.opened());
        opened("receiver", receiver.opened());
        opened("sender", sender.opened());
        List<Tracker> trackers = new ArrayList<>();
        for (String text : TEXTS) {
            trackers.add(sender.send(AmqpMessage.of(text)));
        }
        for (Tracker tracker : trackers) {
            accepted += outcome("send", tracker.outcome()) == Outcome.ACCEPTED ? 1 : 0;
        }
        outcome("receive", receivedAll.completeOnTimeout(null, patience.toMillis(), MILLISECONDS));
        if (ofOneLine) {
            transact(session, sender);
            step("drain", receiver.drain());
        }
        outcome("close of the sender", sender.close());
        outcome("close of the receiver", receiver.close());
        outcome("end of the session", session.close());
        outcome("close of the connection", connection.close());
        List<String> failures = new ArrayList<>();
        for (Step step : steps) {
            EngineException failure = failureOf(step);
            if (failure != null) {
                failures.add(step.what + ": " + failure.getMessage());
            }
        }
        return failures;
    }

    private void transact(Session session, Sender sender) throws Exception {
        Transaction transaction = outcome("declare", session.declare());
        if (transaction != null) {
            Tracker tracker = sender.send(AmqpMessage.of("within").encode(), transaction, null);
            outcome("send within the transaction", tracker.outcome());
            outcome("commit", transaction.commit());
        }
    }

    /** How many messages the peer said it accepted, outside of the transaction. */
    int accepted() {
        return accepted;
    }

    /** The different messages that came in. */
    Set<String> received() {
        return Set.copyOf(received);
    }

    /** How many closes of connection, session and links the handler heard of. */
    int closesTold() {
        return closesTold.get();
    }

    @Override
    public void onMessage(Event event) {
        if (event.message().body() instanceof Body.Value value) {
            received.add(String.valueOf(value.value()));
        }
        event.delivery().accept();
        if (received.size() == TEXTS.size()) {
            receivedAll.complete(null);
        }
    }

    @Override
    public void onConnectionClosed(Event event) {
        closesTold.incrementAndGet();
    }

    @Override
    public void onSessionClosed(Event event) {
        closesTold.incrementAndGet();
    }

    @Override
    public void onLinkClosed(Event event) {
        closesTold.incrementAndGet();
    }

    private void opened(String what, CompletableFuture<?> future) {
        step("open of the " + what, future);
    }

    private void step(String what, CompletableFuture<?> future) {
        steps.add(new Step(what, future));
    }

    private <T> @Nullable T outcome(String what, CompletableFuture<T> future) throws Exception {
        Step step = new Step(what, future);
        steps.add(step);
        return failureOf(step) == null ? future.get() : null;
    }

    private static @Nullable EngineException failureOf(Step step) throws InterruptedException {
        try {
            step.future.get(10, SECONDS);
            return null;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof EngineException failure) {
                return failure;
            }
            throw new AssertionError("The " + step.what + " failed with something else than the engine's own", e);
        } catch (TimeoutException e) {
            throw new AssertionError("The " + step.what + " hangs", e);
        }
    }
}
