package io.amqpjms.jms.internal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who calls a session's message listeners at present, and the waits for the listener that runs. One thread at a time
 * takes a turn; any waits for its end.
 */
final class Turns {
    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition over = lock.newCondition();
    private final AtomicInteger waiters = new AtomicInteger();
    private @Nullable Thread calling;
    private long count;

    /** The caller's turn. What forbids it must be asked after this, so that who forbids it and then waits is heard. */
    void begin() {
        lock.lock();
        try {
            calling = Thread.currentThread();
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            calling = null;
            count++;
            over.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether it is the caller's turn. */
    boolean isCaller() {
        lock.lock();
        try {
            return calling == Thread.currentThread();
        } finally {
            lock.unlock();
        }
    }

    /** Whether somebody waits for the end of this turn. */
    boolean isAwaited() {
        return waiters.get() > 0;
    }

    /** Waits until then for the turn that runs, unless it is the caller's; whether it is over. */
    boolean awaitEnd(Deadline deadline) {
        waiters.incrementAndGet();
        lock.lock();
        try {
            long turn = count;
            return Uninterrupted.await(() -> awaitEnd(turn, deadline));
        } finally {
            lock.unlock();
            waiters.decrementAndGet();
        }
    }

    private boolean awaitEnd(long turn, Deadline deadline) throws InterruptedException {
        while (isBusy(turn) && !deadline.hasPassed()) {
            long wait = Math.min(PATIENCE_NANOS, deadline.left());
            if (over.awaitNanos(wait) <= 0 && !deadline.hasPassed()) {
                LOG.warn("Still waiting for a message listener to return, as stop and close have to");
            }
        }
        return !isBusy(turn);
    }

    private boolean isBusy(long turn) {
        return calling != null && calling != Thread.currentThread() && turn == count;
    }
}
