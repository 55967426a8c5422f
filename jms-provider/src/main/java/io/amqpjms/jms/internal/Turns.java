package io.amqpjms.jms.internal;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Who calls a session's message listeners at present, and the waits for the listener that runs. One thread at a time
 * takes a turn; any waits for its end.
 */
final class Turns {
    private static final Patience PATIENCE = new Patience(
            LoggerFactory.getLogger(Turns.class), "a message listener to return, as stop and close have to");

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
            return PATIENCE.await(over, () -> isBusy(turn), deadline);
        } finally {
            lock.unlock();
            waiters.decrementAndGet();
        }
    }

    private boolean isBusy(long turn) {
        return calling != null && calling != Thread.currentThread() && turn == count;
    }
}
