package io.amqpjms.jms.internal;

import io.amqpjms.engine.LoopGuest;
import io.amqpjms.engine.OutcomeListener;
import io.amqpjms.engine.Sender;
import io.amqpjms.engine.Session;
import io.amqpjms.engine.Transaction;
import io.amqpjms.engine.message.MessageBytes;
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
    private final LoopGuest guest;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition answered = lock.newCondition();
    /** The commit that is still to begin, on the event loop, once all answers are there. */
    private @Nullable Commit due;

    /** Held while the transaction ends, so that the session does not give back what a commit is about to take. */
    private final ReentrantLock ending = new ReentrantLock();

    private volatile boolean closed;
    private volatile @Nullable CompletableFuture<Transaction> declared;
    private boolean sent;
    private int unanswered;
    private @Nullable JMSException refusal;

    TransactionImpl(Session amqp, Transacted taken, LoopGuest guest) {
        this.amqp = amqp;
        this.taken = taken;
        this.guest = guest;
    }

    /** Sends within the transaction; the listener must pass its answer on to {@link #onAnswer}. */
    void send(Sender sender, MessageBytes encoded, @Nullable OutcomeListener listener) throws JMSException {
        Transaction current = current();
        lock.lock();
        try {
            sent = true;
            unanswered++;
        } finally {
            lock.unlock();
        }
        boolean handedOver = false;
        try {
            sender.send(encoded, current, listener);
            handedOver = true;
        } finally {
            if (!handedOver) {
                onAnswer(null);
            }
        }
    }

    /** A message sent within the transaction was taken, or was not for this reason. */
    void onAnswer(@Nullable JMSException failure) {
        Commit commit;
        lock.lock();
        try {
            unanswered--;
            if (refusal == null) {
                refusal = failure;
            }
            if (unanswered == 0) {
                answered.signalAll();
            }
            commit = takeDue();
        } finally {
            lock.unlock();
        }
        if (commit != null) {
            commit.run();
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
        if (Uninterrupted.await(() -> ending.tryLock(deadline.left(), TimeUnit.NANOSECONDS))) {
            try {
                taken.close();
            } finally {
                ending.unlock();
            }
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
        if (hasCommitted(new Commit(currentOrRolledBack()))) {
            return;
        }
        requireTaken();
        throw rolledBack(JmsErrors.brokenOff(), this::rollback);
    }

    /** Whether the broker has committed; false if it was not asked to. */
    private boolean hasCommitted(Commit commit) throws JMSException {
        plan(commit);
        try {
            return answer(commit.done, "commit");
        } catch (JMSException failure) {
            if (!(failure.getCause() instanceof InterruptedException) || withdraws(commit)) {
                throw failure;
            }
            return afterInterrupt(commit, failure);
        } catch (RuntimeException | Error failure) {
            withdraws(commit);
            throw failure;
        }
    }

    // The broker was asked: nothing is left here that could be committed again.
    private static boolean afterInterrupt(Commit begun, JMSException interrupted) throws JMSException {
        if (!begun.done.isDone()) {
            throw JmsErrors.inDoubt(interrupted);
        }
        if (Await.answer(begun.done, "commit")) {
            return true;
        }
        throw interrupted;
    }

    private void plan(Commit commit) {
        boolean isAnswered;
        lock.lock();
        try {
            due = commit;
            isAnswered = unanswered == 0;
        } finally {
            lock.unlock();
        }
        if (isAnswered) {
            amqp.connection().loop().execute(this::commitIfAnswered);
        }
    }

    private void commitIfAnswered() {
        Commit commit;
        lock.lock();
        try {
            commit = takeDue();
        } finally {
            lock.unlock();
        }
        if (commit != null) {
            commit.run();
        }
    }

    // A message that waits for credit has not left yet: it would come after the end of its transaction.
    private @Nullable Commit takeDue() {
        if (unanswered > 0) {
            return null;
        }
        Commit commit = due;
        due = null;
        return commit;
    }

    /**
     * Who is interrupted leaves no commit behind that is still to begin; one that begins is waited for, which takes no time.
     * Whether it had not begun.
     */
    private boolean withdraws(Commit commit) {
        lock.lock();
        try {
            if (due == commit) {
                due = null;
                return true;
            }
        } finally {
            lock.unlock();
        }
        commit.begun.join();
        return false;
    }

    /** One commit; run once, on the event loop. */
    private final class Commit {
        private final Transaction transaction;
        /** Whether the broker has committed; false if something is missing in the transaction, so that it was not asked to. */
        private final CompletableFuture<Boolean> done = new CompletableFuture<>();

        private final CompletableFuture<Void> begun = new CompletableFuture<>();

        Commit(Transaction transaction) {
            this.transaction = transaction;
        }

        void run() {
            try {
                // Asked again: a line that is lost in between is seen, either here or by the commit.
                if (hasRefusal() || isBroken()) {
                    done.complete(false);
                    return;
                }
                taken.acceptAll(transaction);
                CompletableFuture<Void> asked = transaction.commit();
                begin();
                asked.whenComplete((ended, failure) -> end(failure));
            } catch (RuntimeException | Error failure) {
                // Who waits hears of it.
                end(failure);
            } finally {
                begun.complete(null);
            }
        }

        private void end(@Nullable Throwable failure) {
            if (failure == null) {
                done.complete(true);
            } else {
                done.completeExceptionally(failure);
            }
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
            throw rolledBack(
                    JmsErrors.rolledBack(
                            "The transaction was rolled back, since a message sent in it was not taken: "
                                    + refused.getMessage(),
                            refused),
                    this::rollBackAll);
        }
    }

    /** The exception for a transaction that is rolled back in this way instead of committed, with or without an answer to that. */
    private static JMSException rolledBack(TransactionRolledBackException told, TransactionWatch.Ending how) {
        try {
            how.run();
        } catch (JMSException unanswered) {
            told.addSuppressed(unanswered);
        }
        return told;
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
            answer(undone, "roll back");
        } catch (TransactionRolledBackException broken) {
            // A broker that loses the line rolls back by itself.
            if (current.isCurrent()) {
                throw broken;
            }
        }
    }

    /** Whether the transaction ended with its line, or never began. */
    private static boolean isOver(@Nullable CompletableFuture<Transaction> declared) {
        // Done first: it may fail between two questions.
        return declared == null
                || (declared.isDone()
                        && (declared.isCompletedExceptionally()
                                || !declared.join().isCurrent()));
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
            return answer(current, "begin a transaction");
        } catch (TransactionRolledBackException notBegun) {
            throw JmsErrors.notBegun(notBegun);
        }
    }

    private <T> T answer(CompletableFuture<T> answer, String doing) throws JMSException {
        if (!answer.isDone()) {
            guest.enter();
            try {
                guest.lead(answer::isDone);
            } finally {
                guest.leave();
            }
        }
        return Await.answer(answer, doing);
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
