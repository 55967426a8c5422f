package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.amqpjms.engine.Connection;
import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.LoopGuest;
import io.amqpjms.engine.Sender;
import io.amqpjms.engine.Session;
import io.amqpjms.engine.Transaction;
import io.amqpjms.engine.message.MessageBytes;
import io.amqpjms.jms.TransactionInDoubtException;
import io.amqpjms.jms.internal.ack.AckModes;
import io.amqpjms.jms.internal.ack.Transacted;
import jakarta.jms.JMSException;
import jakarta.jms.TransactionRolledBackException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commits of a thread that is interrupted, with a loop that runs when the test says so. */
class TransactionImplTest {
    private final List<String> done = new ArrayList<>();
    private final Queue<Runnable> loop = new ArrayDeque<>();
    private Executor executor = loop::add;
    private int declared;
    private @Nullable CompletableFuture<Transaction> next;
    private Supplier<CompletableFuture<Void>> onCommit = CompletableFuture::new;
    private Supplier<CompletableFuture<Void>> onRollback = CompletableFuture::new;

    private final Connection connection = answering(Connection.class, Map.of("loop", () -> executor));
    private final Session session =
            answering(Session.class, Map.of("connection", () -> connection, "declare", this::declare));
    private final TransactionImpl transactions = new TransactionImpl(session, taken(), LoopGuest.NONE);

    private interface Answer {
        @Nullable
        Object give();
    }

    private static Transacted taken() {
        return (Transacted) AckModes.of(jakarta.jms.Session.SESSION_TRANSACTED);
    }

    private static <T> T answering(Class<T> type, Map<String, Answer> answers) {
        Object proxy =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Answer answer = answers.get(method.getName());
                    if (answer == null) {
                        throw new AssertionError("No answer for " + method);
                    }
                    return answer.give();
                });
        return type.cast(proxy);
    }

    private CompletableFuture<Transaction> declare() {
        if (next != null) {
            return next;
        }
        String name = "tx" + ++declared;
        return CompletableFuture.completedFuture(answering(
                Transaction.class,
                Map.of(
                        "isCurrent",
                        () -> true,
                        "commit",
                        () -> ended("commit " + name, onCommit),
                        "rollback",
                        () -> ended("rollback " + name, onRollback),
                        "toString",
                        () -> name)));
    }

    private CompletableFuture<Void> ended(String what, Supplier<CompletableFuture<Void>> answer) {
        done.add(what);
        return answer.get();
    }

    private void send(String text) throws JMSException {
        Sender sender = (Sender) Proxy.newProxyInstance(
                Sender.class.getClassLoader(), new Class<?>[] {Sender.class}, (self, method, arguments) -> {
                    done.add("send " + text + " in " + arguments[1]);
                    return null;
                });
        transactions.send(sender, new MessageBytes(new byte[0]), null);
    }

    private JMSException commitInterrupted() {
        Thread.currentThread().interrupt();
        JMSException failure = catchThrowableOfType(JMSException.class, transactions::commit);
        assertThat(Thread.interrupted()).isTrue();
        return failure;
    }

    private void runLoop() {
        for (Runnable task = loop.poll(); task != null; task = loop.poll()) {
            task.run();
        }
    }

    @AfterEach
    void leaveNoInterrupt() {
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aCommitThatHadNotBegunNeverDoes() throws Exception {
        send("a");
        transactions.onAnswer(null);
        assertThat(commitInterrupted().getErrorCode()).isEqualTo("amqpjms:interrupted");
        send("b");
        transactions.onAnswer(null);
        runLoop();
        assertThat(done).containsExactly("send a in tx1", "send b in tx1");
    }

    @Test
    void aCommitThatWaitedForAnAnswerDoesNotBeginWithIt() throws Exception {
        send("a");
        commitInterrupted();
        runLoop();
        transactions.onAnswer(null);
        send("b");
        assertThat(done).containsExactly("send a in tx1", "send b in tx1");
    }

    @Test
    void whatComesAfterACommitThatHadBegunIsInTheNextTransaction() throws Exception {
        executor = Runnable::run;
        send("a");
        transactions.onAnswer(null);
        assertThat(commitInterrupted()).isInstanceOf(TransactionInDoubtException.class);
        send("b");
        assertThat(done).containsExactly("send a in tx1", "commit tx1", "send b in tx2");
    }

    @Test
    void aCommitWhoseAnswerCameBeforeItsCallerIsGoneIsKnown() throws Exception {
        executor = task -> new Thread(task).start();
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Void> answer = new CompletableFuture<>();
        onCommit = () -> {
            asked.countDown();
            return CompletableFuture.completedFuture(answer.join());
        };
        send("a");
        transactions.onAnswer(null);
        CompletableFuture<Boolean> committed = new CompletableFuture<>();
        FutureTask<Boolean> commit = Blocked.in(() -> {
            transactions.commit();
            return committed.complete(Thread.interrupted());
        });
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        commit.cancel(true);
        answer.complete(null);
        assertThat(committed.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aRollbackInsteadOfTheCommitIsToldThoughItsCallerIsInterrupted() throws Exception {
        executor = Runnable::run;
        send("a");
        transactions.onAnswer(new JMSException("queue full"));
        assertThat(commitInterrupted())
                .isInstanceOf(TransactionRolledBackException.class)
                .hasMessageContaining("queue full");
        assertThat(done).containsExactly("send a in tx1", "rollback tx1");
    }

    @Test
    void aTransactionThatFailsToBeginWhileItIsLookedAtFailsTheSend() throws Exception {
        executor = Runnable::run;
        onCommit = () -> CompletableFuture.completedFuture(null);
        send("a");
        transactions.onAnswer(null);
        next = new FailingWhenAsked();
        transactions.commit();
        assertThatThrownBy(() -> send("b")).isInstanceOf(JMSException.class).hasMessageContaining("no room");
    }

    @Test
    void aSendThatTheEngineDoesNotTakeLeavesNothingForTheRollbackToWaitFor() throws Exception {
        executor = Runnable::run;
        Sender refusing = answering(Sender.class, Map.of("send", () -> {
            throw new IllegalStateException("no");
        }));
        assertThatThrownBy(() -> transactions.send(refusing, new MessageBytes(new byte[0]), null))
                .isInstanceOf(IllegalStateException.class);
        onRollback = () -> CompletableFuture.completedFuture(null);
        assertTimeoutPreemptively(Duration.ofSeconds(20), transactions::rollback);
        assertThat(done).containsExactly("rollback tx1");
    }

    /** Fails with the first question, which it still answers with no. */
    private static final class FailingWhenAsked extends CompletableFuture<Transaction> {
        private boolean asked;

        private boolean answer(BooleanSupplier present) {
            if (asked) {
                return present.getAsBoolean();
            }
            asked = true;
            completeExceptionally(new EngineException.TransactionFailed("no room", false, null, null));
            return false;
        }

        @Override
        public boolean isDone() {
            return answer(super::isDone);
        }

        @Override
        public boolean isCompletedExceptionally() {
            return answer(super::isCompletedExceptionally);
        }
    }

    @Test
    void anErrorOnTheLoopReachesTheCaller() throws Exception {
        executor = Runnable::run;
        Session failing = answering(Session.class, Map.of("connection", () -> connection, "declare", () -> {
            if (declared > 0) {
                throw new LinkageError("no such class");
            }
            return declare();
        }));
        TransactionImpl broken = new TransactionImpl(failing, taken(), LoopGuest.NONE);
        broken.send(answering(Sender.class, Map.of("send", () -> null)), new MessageBytes(new byte[0]), null);
        broken.onAnswer(null);
        assertThatThrownBy(broken::commit).isInstanceOf(JMSException.class).hasRootCauseInstanceOf(LinkageError.class);
    }
}
