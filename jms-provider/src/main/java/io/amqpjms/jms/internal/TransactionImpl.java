package io.amqpjms.jms.internal;

import io.amqpjms.engine.OutcomeListener;
import io.amqpjms.engine.Sender;
import io.amqpjms.engine.Session;
import io.amqpjms.engine.Transaction;
import io.amqpjms.jms.internal.ack.Transacted;
import io.amqpjms.jms.internal.watch.TransactionWatch;
import jakarta.jms.JMSException;
import jakarta.jms.TransactionRolledBackException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of one session, one after the other (JMS 3.1 §6.2.7, AMQP 1.0 §4): the next is declared together with
 * the end of the one before. The first is declared when there is something to do in it: a session that ends right after
 * the attach of its coordinator gets no answer from Artemis. Used by the session's thread, answered on the event loop.
 */
final class TransactionImpl {
    private final Session amqp;
    private final Transacted taken;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition answered = lock.newCondition();
    /** What the last answer makes happen, on the event loop. */
    private @Nullable Runnable atLastAnswer;

    /** Held while the transaction ends, so that the session does not give back what a commit is about to take. */
    private final ReentrantLock ending = new ReentrantLock();

    private volatile boolean closed;
    private volatile @Nullable CompletableFuture<Transaction> declared;
    private boolean sent;
    private int unanswered;
    private @Nullable JMSException refusal;

    TransactionImpl(Session amqp, Transacted taken) {
        this.amqp = amqp;
        this.taken = taken;
    }

    /** Sends within the transaction; the listener must pass its answer on to {@link #onAnswer}. */
    void send(Sender sender, byte[] encoded, @Nullable OutcomeListener listener) throws JMSException {
        Transaction current = current();
        lock.lock();
        try {
            sent = true;
            unanswered++;
        } finally {
            lock.unlock();
        }
        sender.send(encoded, current, listener);
    }

    /** A message sent within the transaction was taken, or was not for this reason. */
    void onAnswer(@Nullable JMSException failure) {
        Runnable next = null;
        lock.lock();
        try {
            unanswered--;
            if (refusal == null) {
                refusal = failure;
            }
            if (unanswered == 0) {
                answered.signalAll();
                next = atLastAnswer;
                atLastAnswer = null;
            }
        } finally {
            lock.unlock();
        }
        if (next != null) {
            next.run();
        }
    }

    void commit() throws JMSException {
        end(this::commitAll, TransactionWatch.COMMIT);
    }

    void rollback() throws JMSException {
        end(this::rollBackAll, TransactionWatch.ROLLBACK);
    }

    /**
     * Waits so long for the commit or rollback that is under way; what was received since goes back to the broker. One that takes
     * longer ends with the session, and so does what it was about.
     */
    void close(Deadline deadline) {
        closed = true;
        if (awaitEnding(deadline)) {
            try {
                taken.close();
            } finally {
                ending.unlock();
            }
        }
    }

    private boolean awaitEnding(Deadline deadline) {
        try {
            return ending.tryLock(deadline.left(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void end(TransactionWatch.Ending how, String asked) throws JMSException {
        ending.lock();
        try {
            // One that is under way may roll back.
            if (closed && ending.getHoldCount() == 1) {
                throw JmsErrors.closed("session");
            }
            TransactionWatch.run(how, asked);
        } finally {
            ending.unlock();
        }
    }

    // The event loop commits with the last answer, so that this thread is woken once, and all of it leaves with one
    // write.
    private void commitAll() throws JMSException {
        if (!sent && taken.isEmpty()) {
            return;
        }
        if (!sent) {
            requireUnbroken();
        }
        Transaction current = currentOrRolledBack();
        CompletableFuture<Boolean> committed = new CompletableFuture<>();
        Runnable commit = () -> commit(current, committed);
        afterAnswers(commit);
        try {
            if (Await.answer(committed, "commit")) {
                return;
            }
        } finally {
            // One that was interrupted before all answers were there has not begun.
            withdraw(commit);
        }
        requireTaken();
        rollback();
        throw JmsErrors.brokenOff();
    }

    /** Commits, unless something is missing in the transaction: then it is told {@code false}. */
    private void commit(Transaction current, CompletableFuture<Boolean> committed) {
        try {
            // Asked again: a line that is lost in between is seen, either here or by the commit.
            if (hasRefusal() || isBroken()) {
                committed.complete(false);
                return;
            }
            taken.acceptAll(current);
            CompletableFuture<Void> asked = current.commit();
            begin();
            asked.whenComplete((done, failure) -> end(committed, failure));
        } catch (RuntimeException failure) {
            end(committed, failure);
        }
    }

    private static void end(CompletableFuture<Boolean> committed, @Nullable Throwable failure) {
        if (failure == null) {
            committed.complete(true);
        } else {
            committed.completeExceptionally(failure);
        }
    }

    // A message that waits for credit has not left yet: it would come after the end of its transaction.
    private void afterAnswers(Runnable next) {
        lock.lock();
        try {
            if (unanswered > 0) {
                atLastAnswer = next;
                return;
            }
        } finally {
            lock.unlock();
        }
        amqp.connection().loop().execute(next);
    }

    private void withdraw(Runnable next) {
        lock.lock();
        try {
            if (atLastAnswer == next) {
                atLastAnswer = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRefusal() {
        lock.lock();
        try {
            return refusal != null;
        } finally {
            lock.unlock();
        }
    }

    private void requireTaken() throws JMSException {
        JMSException refused = refusal;
        if (refused != null) {
            rollBackAll();
            throw JmsErrors.rolledBack(
                    "The transaction was rolled back, since a message sent in it was not taken: "
                            + refused.getMessage(),
                    refused);
        }
    }

    // A commit that fails for certain leaves nothing of its transaction to the next one.
    private Transaction currentOrRolledBack() throws JMSException {
        try {
            return current();
        } catch (JMSException notBegun) {
            rollBackAll();
            throw JmsErrors.rolledBack(
                    "The transaction was rolled back, since the broker never began it: " + notBegun.getMessage(),
                    notBegun);
        }
    }

    private boolean isBroken() {
        return taken.hasLost() || (sent && isOver(declared));
    }

    private void requireUnbroken() throws JMSException {
        if (isBroken()) {
            rollback();
            throw JmsErrors.brokenOff();
        }
    }

    private void rollBackAll() throws JMSException {
        awaitAnswers();
        try {
            // What was received is told to the broker with the commit only, so without a send it has nothing to undo.
            if (sent && isOver(declared)) {
                forget();
            } else if (sent) {
                undo(current());
            }
        } finally {
            taken.rollBack();
        }
    }

    private void undo(Transaction current) throws JMSException {
        CompletableFuture<Void> undone = current.rollback();
        begin();
        try {
            Await.answer(undone, "roll back");
        } catch (TransactionRolledBackException broken) {
            // A broker that loses the line rolls back by itself.
            if (current.isCurrent()) {
                throw broken;
            }
        }
    }

    /** Whether the transaction ended with its line, or never began. */
    private static boolean isOver(@Nullable CompletableFuture<Transaction> declared) {
        return declared == null
                || declared.isCompletedExceptionally()
                || (declared.isDone() && !declared.join().isCurrent());
    }

    private void begin() {
        forget();
        declared = amqp.declare();
    }

    private void forget() {
        lock.lock();
        try {
            sent = false;
            refusal = null;
        } finally {
            lock.unlock();
        }
    }

    private Transaction current() throws JMSException {
        CompletableFuture<Transaction> current = declared;
        if (current == null || (!sent && isOver(current))) {
            current = amqp.declare();
            declared = current;
        }
        try {
            return Await.answer(current, "begin a transaction");
        } catch (TransactionRolledBackException notBegun) {
            throw JmsErrors.notBegun(notBegun);
        }
    }

    // A message that waits for credit has not left yet: it would come after the end of its transaction.
    private void awaitAnswers() throws JMSException {
        lock.lock();
        try {
            while (unanswered > 0) {
                answered.await(1, TimeUnit.MINUTES);
            }
        } catch (InterruptedException interrupt) {
            throw JmsErrors.interrupted("end the transaction", interrupt);
        } finally {
            lock.unlock();
        }
    }
}
