package io.amqpjms.tool;

import io.amqpjms.engine.Connection;
import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.Container;
import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.Outcome;
import io.amqpjms.engine.Sender;
import io.amqpjms.engine.Stage;
import io.amqpjms.engine.message.AmqpMessage;
import io.amqpjms.engine.message.UnsignedInt;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Walks the way to a queue, step by step, until one fails. A step that the engine has gone beyond went well. For one thread, which
 * waits; every wait has a bound.
 */
final class Examination {
    private final ConnectionOptions options;
    private final @Nullable String queue;
    private final boolean probing;
    private final Duration patience;
    private final List<Finding> findings = new ArrayList<>();
    private final Deque<Step> ahead = new ArrayDeque<>(List.of(Step.values()));

    private final SeenAddresses addresses = new SeenAddresses();
    private @Nullable SSLSession tls;

    private Examination(ConnectionOptions.Builder options, @Nullable String queue, boolean probing, Duration patience) {
        this.options = options.resolver(addresses).build();
        this.queue = queue;
        this.probing = probing;
        this.patience = patience;
    }

    /**
     * A finding for each step, in their order.
     *
     * @param queue where to attach, or null
     * @param probing whether to send a message there
     * @param patience how long each step may take
     * @throws IllegalArgumentException if an option is out of its range
     */
    static List<Finding> of(
            ConnectionOptions.Builder options, @Nullable String queue, boolean probing, Duration patience) {
        Examination examination = new Examination(options, queue, probing, patience);
        try (Container container = Container.create()) {
            examination.walk(container.connect(examination.options));
        } catch (EngineException failure) {
            examination.fail(failure);
        }
        examination.skipRest("not reached");
        return List.copyOf(examination.findings);
    }

    private void walk(Connection connection) {
        wait(connection.opened());
        tls = connection.tlsSession();
        passTo(Step.OPEN);
        add(
                Verdict.OK,
                "container " + connection.remoteContainerId() + ", properties " + connection.remoteProperties()
                        + ", capabilities " + connection.remoteOfferedCapabilities(),
                "");
        if (queue == null) {
            skipRest("no queue given");
        } else {
            attach(connection.openSender(queue));
        }
        wait(connection.close());
    }

    private void attach(Sender sender) {
        wait(sender.opened());
        add(Verdict.OK, "attached to '" + queue + "'", "");
        if (!probing) {
            skipRest("not asked for");
            return;
        }
        AmqpMessage message = AmqpMessage.of("probe");
        message.header().ttl(UnsignedInt.valueOf(patience.toMillis()));
        Outcome outcome = wait(sender.send(message).outcome());
        boolean accepted = outcome instanceof Outcome.Accepted;
        add(
                accepted ? Verdict.OK : Verdict.FAILED,
                "the message was " + (accepted ? "accepted" : "not accepted, but answered with " + outcome),
                accepted ? "" : "Does the broker have room, and may messages be sent there?");
    }

    private <T> T wait(CompletableFuture<T> future) {
        try {
            return future.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof EngineException failure ? failure : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new EngineException.TimedOut("no answer within " + patience.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + options.peer(), e);
        }
    }

    private void fail(EngineException failure) {
        if (ahead.isEmpty()) {
            // The way is sound: only the goodbye went wrong.
            return;
        }
        if (failure instanceof EngineException.ConnectionFailed lost) {
            passTo(stepOf(lost.stage(), ahead.element()));
        } else if (failure instanceof EngineException.LoginFailed) {
            passTo(Step.LOGIN);
        }
        add(Verdict.FAILED, String.valueOf(failure.getMessage()), hint(failure));
    }

    private String hint(EngineException failure) {
        if (failure instanceof EngineException.ConnectionFailed lost && OtherWay.mayHelp(lost)) {
            return OtherWay.hint(options, patience);
        }
        return switch (failure.condition() == null ? "" : failure.condition()) {
            case "amqp:not-found" -> "Is the name right? Otherwise make the queue, or let the broker make it.";
            case "amqp:unauthorized-access" -> "Give this user the permission at the broker.";
            default ->
                failure instanceof EngineException.TimedOut && ahead.size() == 1
                        ? "Is the queue full, or is nobody there to take messages? The broker granted no credit, or gave no"
                                + " answer."
                        : "";
        };
    }

    private static Step stepOf(Stage stage, Step current) {
        return switch (stage) {
            case DNS -> Step.DNS;
            case TCP, PROXY -> Step.TCP;
            case TLS -> Step.TLS;
            case WEB_SOCKET, SASL -> Step.LOGIN;
            case OPEN -> Step.OPEN;
            case OPENED -> current;
        };
    }

    /** All steps before this one went well: the engine goes on to a step only then. */
    private void passTo(Step step) {
        while (ahead.element() != step) {
            boolean clear = ahead.element() == Step.TLS && options.tls() == null;
            add(clear ? Verdict.SKIPPED : Verdict.OK, clear ? "clear text" : seen(ahead.element()), "");
        }
    }

    private String seen(Step step) {
        return switch (step) {
            case DNS -> options.host() + " is " + addresses;
            case TLS -> tls == null ? options.peer() : TlsWords.of(tls);
            default -> options.peer();
        };
    }

    private void skipRest(String why) {
        while (!ahead.isEmpty()) {
            add(Verdict.SKIPPED, why, "");
        }
    }

    private void add(Verdict verdict, String seen, String hint) {
        findings.add(new Finding(ahead.remove(), verdict, seen, hint));
    }
}
