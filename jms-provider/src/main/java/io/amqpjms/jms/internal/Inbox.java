package io.amqpjms.jms.internal;

import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.LoopGuest;
import io.amqpjms.engine.Receiver;
import io.amqpjms.jms.internal.ack.Received;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The messages that wait for one consumer. Filled by the event loop, emptied by the session's thread, closed by any: all
 * under one lock, under which nothing ever waits but for messages.
 */
final class Inbox {
    private static final long LEADS_FOR_AT_MOST = TimeUnit.MILLISECONDS.toNanos(50);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Backlog backlog = new Backlog();
    private final HandOver handOver = new HandOver();

    private final Receiver receiver;
    private final Prefetch prefetch;
    private final AwaitedAnswers answers;
    private final WaitWatch watch;
    private final BooleanSupplier over = this::isOver;
    private boolean running;
    private boolean closed;
    private @Nullable EngineException failure;
    private @Nullable EngineException interruption;
    private boolean awaited;
    /** How many lines were lost so far. */
    private int lost;

    private volatile @Nullable Runnable onReady;

    Inbox(Receiver receiver, CreditWindow window, AwaitedAnswers answers, WaitWatch watch, int line) {
        this.answers = answers;
        this.watch = watch;
        this.receiver = receiver;
        this.prefetch = new Prefetch(receiver, window, line);
    }

    /** Whom to tell, on the event loop, that a message has come; null for nobody. */
    void onReady(@Nullable Runnable listener) {
        onReady = listener;
    }

    /** Takes in what has come together, on the event loop; whether the inbox is still open for it. */
    boolean offer(List<Received> arrived) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            arrived.forEach(this::add);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        tellReady();
        return true;
    }

    private void add(Received message) {
        prefetch.onArrived(message.payload().length);
        if (!backlog.isEmpty()) {
            watch.onQueued(message);
        }
        backlog.add(message);
    }

    private void tellReady() {
        Runnable listener = onReady;
        if (listener != null) {
            listener.run();
        }
    }

    /** Puts messages before all others; whether the inbox is still open for that. */
    boolean putBack(List<Received> returned) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            backlog.putFirst(returned);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        tellReady();
        return true;
    }

    /** Puts back a message that nobody has seen after all; a closed inbox and a lost line give it back to the broker. */
    void undo(Received message) {
        lock.lock();
        try {
            if (closed || !message.isCurrent()) {
                message.release();
                return;
            }
            if (message.redeliveries() == 0) {
                prefetch.onReturned(message.payload().length);
            }
            backlog.putFirst(List.of(message));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Gives these back to the broker as failed, and what waits behind them as if it had never come, so that all comes again in order.
     * Nothing is handed over before that: the broker is first asked to use up or take back the credit, if it may be asked. What it
     * has forgotten stays.
     */
    void recall(List<Received> failed) {
        lock.lock();
        try {
            backlog.recall(failed);
            if (!closed && failure == null && prefetch.mayTakeBack()) {
                beginDrain();
            } else {
                prefetch.onRecalled(settleRecalled());
            }
        } finally {
            lock.unlock();
        }
    }

    /** What nobody had seen of it. */
    private List<Received> settleRecalled() {
        List<Received> unseen = backlog.settleRecalled();
        watch.onForgotten();
        return unseen;
    }

    /** The next message if there is one, else asks for one if nothing is prefetched. */
    @Nullable
    Received poll() throws EngineException {
        lock.lock();
        try {
            return nextOrAsked();
        } finally {
            lock.unlock();
        }
    }

    /** The same for a call that returns the message and then says {@link #handedOver}. */
    @Nullable
    Received pollToReturn() throws EngineException {
        lock.lock();
        try {
            return taken(nextOrAsked());
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Received nextOrAsked() throws EngineException {
        Received next = next();
        if (next == null) {
            prefetch.pull();
        }
        return next;
    }

    /** Who takes a message, and who forbids that, hold the lock: whoever forbids it and then waits sees this. */
    private @Nullable Received taken(@Nullable Received next) {
        if (next != null) {
            handOver.begin();
        }
        return next;
    }

    /** The call that took a message to return it is over, or goes on without it. */
    void handedOver() {
        handOver.end();
    }

    /** Waits until then for the call that is about to return a message; whether it has. */
    boolean awaitHandedOver(Deadline deadline) {
        return handOver.awaitEnd(deadline);
    }

    /** The next message, waited for, to be returned as by {@link #pollToReturn}; null when the time is over or the inbox was closed. */
    @Nullable
    Received take(Deadline deadline, LoopGuest guest) throws EngineException, InterruptedException {
        lock.lockInterruptibly();
        try {
            awaited = true;
            guest.enter();
            Received next = next();
            interruption = next == null && answers.areLost() ? AwaitedAnswers.lost(null) : null;
            if (next == null && interruption == null && !closed && deadline.left() > LEADS_FOR_AT_MOST) {
                lead(guest);
                next = next();
            }
            while (next == null && interruption == null && !closed && !deadline.hasPassed()) {
                prefetch.pull();
                changed.await(deadline.left(), TimeUnit.NANOSECONDS);
                next = next();
            }
            if (next == null && interruption != null) {
                throw interruption;
            }
            return taken(next);
        } finally {
            awaited = false;
            guest.leave();
            lock.unlock();
        }
    }

    // The loop fills this inbox, and would not have to wait for the lock that this thread holds.
    private void lead(LoopGuest guest) {
        prefetch.pull();
        lock.unlock();
        try {
            guest.lead(over);
        } finally {
            lock.lock();
        }
    }

    /** Whether a wait would end now. */
    private boolean isOver() {
        lock.lock();
        try {
            boolean ended = closed || failure != null || interruption != null;
            return ended || (running && !backlog.isRecalling() && !backlog.isEmpty());
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next message that the broker has at this moment, to be returned as by {@link #pollToReturn}: asks it to use up or give
     * back the credit, and waits for its answer at most so long. Does not ask again within a given time, so that a loop of short
     * receives is no flood.
     */
    @Nullable
    Received drain(Duration notWithin, Deadline deadline) throws EngineException, InterruptedException {
        lock.lockInterruptibly();
        try {
            return taken(drained(notWithin, deadline));
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Received drained(Duration notWithin, Deadline deadline)
            throws EngineException, InterruptedException {
        Received next = next();
        if (next != null || !(prefetch.isDraining() || prefetch.mayDrain(notWithin))) {
            return next;
        }
        do {
            beginDrain();
            next = awaitDrained(deadline);
        } while (next == null && prefetch.ranDry() && !closed && !deadline.hasPassed());
        return next;
    }

    /**
     * The same for whoever wants to see all that the broker has, once: after an answer it is not asked again, and when the line
     * is lost meanwhile, it begins anew over the next one.
     */
    @Nullable
    Received drainAll(Deadline deadline) throws EngineException, InterruptedException {
        lock.lockInterruptibly();
        try {
            if (prefetch.gaveBack()) {
                return next();
            }
            int line = lost;
            Received next = drained(Duration.ZERO, deadline);
            while (next == null && (line != lost || prefetch.isUnanswered()) && !closed && !deadline.hasPassed()) {
                awaitResumed(deadline);
                line = lost;
                next = drained(Duration.ZERO, deadline);
            }
            if (next == null && (prefetch.isUnanswered() || prefetch.isDraining()) && !closed) {
                throw new EngineException.TimedOut(
                        "The broker did not say in time whether it has more, or the line was lost; see amqp.drainTimeout");
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void awaitResumed(Deadline deadline) throws InterruptedException {
        while (prefetch.isUnanswered() && failure == null && !closed && !deadline.hasPassed()) {
            changed.await(deadline.left(), TimeUnit.NANOSECONDS);
        }
    }

    private @Nullable Received awaitDrained(Deadline deadline) throws EngineException, InterruptedException {
        Received next = next();
        while (next == null && prefetch.isDraining() && !closed && !deadline.hasPassed()) {
            changed.await(deadline.left(), TimeUnit.NANOSECONDS);
            next = next();
        }
        return next;
    }

    private void beginDrain() {
        if (!prefetch.isDraining()) {
            prefetch.onDraining();
            askDrained();
        }
    }

    private void askDrained() {
        receiver.drain().whenComplete((drained, failed) -> onDrained(failed));
    }

    private void onDrained(@Nullable Throwable failed) {
        lock.lock();
        try {
            boolean recall = backlog.isRecalling();
            // Before any credit, so that all comes again in order.
            List<Received> unseen = recall ? settleRecalled() : List.of();
            if (failed instanceof EngineException.TimedOut && !closed && failure == null) {
                prefetch.onOverdue();
                askDrained();
            } else {
                prefetch.onDrained(failed == null);
            }
            if (recall) {
                prefetch.onRecalled(unseen);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        // A listener without prefetch asks for its next message once more.
        tellReady();
    }

    private @Nullable Received next() throws EngineException {
        if (closed) {
            return null;
        }
        Received next = running ? backlog.poll() : null;
        if (next == null && failure != null && backlog.isEmpty()) {
            throw failure;
        }
        if (next != null && next.redeliveries() == 0) {
            prefetch.onTaken(next.payload().length);
            watch.onTaken(next);
            answers.onAnswer();
        }
        return next;
    }

    /** How many messages wait. */
    int size() {
        lock.lock();
        try {
            return backlog.size();
        } finally {
            lock.unlock();
        }
    }

    void start() {
        lock.lock();
        try {
            running = true;
            prefetch.start();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        tellReady();
    }

    /** Holds back what is here and what still comes (JMS 3.1 §6.1.5). */
    void stop() {
        lock.lock();
        try {
            running = false;
            prefetch.stop();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The line is lost: what waits here is forgotten if the broker will deliver it again, and waits go on. Yields what is
     * forgotten.
     */
    List<Received> suspend() {
        lock.lock();
        try {
            List<Received> forgotten = backlog.forget();
            lost++;
            prefetch.onSuspended(backlog.messages());
            watch.onForgotten();
            changed.signalAll();
            return forgotten;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the wait that is under way, if one is; later ones are not touched. */
    void interrupt(EngineException reason) {
        lock.lock();
        try {
            if (awaited) {
                answers.onAnswer();
                interruption = reason;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The link is there again: ends the wait that is under way, if it is for an answer that cannot come. */
    void resume() {
        lock.lock();
        try {
            prefetch.onResumed();
            if (awaited && answers.areLost()) {
                interruption = AwaitedAnswers.lost(null);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        // A listener without prefetch asks for its next message once more.
        tellReady();
    }

    /** Ends every wait with this failure; what is here and comes from nowhere else may still be taken. */
    void fail(EngineException reason) {
        lock.lock();
        try {
            failure = reason;
            backlog.forget();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Why the consumer cannot go on, or null. */
    @Nullable
    EngineException failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    /** Ends every wait with nothing, and yields what nobody has taken. */
    List<Received> close() {
        lock.lock();
        try {
            closed = true;
            prefetch.stop();
            backlog.failRecalled();
            List<Received> left = List.copyOf(backlog.messages());
            backlog.clear();
            changed.signalAll();
            return left;
        } finally {
            lock.unlock();
        }
    }
}
