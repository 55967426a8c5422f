package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.Connection;
import io.amqpjms.engine.LoopGuest;
import io.amqpjms.engine.Sender;
import io.amqpjms.engine.Session;
import io.amqpjms.engine.Transaction;
import io.amqpjms.engine.message.MessageBytes;
import io.amqpjms.jms.internal.ack.AckModes;
import io.amqpjms.jms.internal.ack.Transacted;
import jakarta.jms.JMSException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commits of a thread that is interrupted, with a loop that runs when the test says so. */
class TransactionImplTest {
    private final List<String> done = new ArrayList<>();
    private final Queue<Runnable> loop = new ArrayDeque<>();
    private Executor executor = loop::add;
    private int declared;

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
        String name = "tx" + ++declared;
        return CompletableFuture.completedFuture(answering(
                Transaction.class,
                Map.of("isCurrent", () -> true, "commit", () -> ended("commit " + name), "toString", () -> name)));
    }

    private CompletableFuture<Void> ended(String what) {
        done.add(what);
        return new CompletableFuture<>();
    }

    private void send(String text) throws JMSException {
        Sender sender = (Sender) Proxy.newProxyInstance(
                Sender.class.getClassLoader(), new Class<?>[] {Sender.class}, (self, method, arguments) -> {
                    done.add("send " + text + " in " + arguments[1]);
                    return null;
                });
        transactions.send(sender, new MessageBytes(new byte[0]), null);
    }

    private void commitInterrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(transactions::commit).isInstanceOf(JMSException.class);
        assertThat(Thread.interrupted()).isTrue();
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
        commitInterrupted();
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
        commitInterrupted();
        send("b");
        assertThat(done).containsExactly("send a in tx1", "commit tx1", "send b in tx2");
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
