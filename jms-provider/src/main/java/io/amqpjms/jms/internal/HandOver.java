package io.amqpjms.jms.internal;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Whether a receive has taken its message and is about to return it, and the waits for that (JMS 3.1 §6.1.5). One thread at a time
 * receives, any waits. While nobody waits, a receive costs two writes here and no lock.
 */
final class HandOver {
    private static final Patience PATIENCE =
            new Patience(LoggerFactory.getLogger(HandOver.class), "a receive to return its message, as a stop has to");

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition over = lock.newCondition();
    private final AtomicInteger waiters = new AtomicInteger();
    private volatile @Nullable Thread receiving;

    /** The caller takes a message, under the lock that forbids it. */
    void begin() {
        receiving = Thread.currentThread();
    }

    /** It returns the message, or has none after all. */
    void end() {
        if (receiving == null) {
            return;
        }
        receiving = null;
        // Who waits has said so before it looked.
        if (waiters.get() > 0) {
            signal();
        }
    }

    private void signal() {
        lock.lock();
        try {
            over.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until then for the receive that is about to return, unless it is the caller's; whether it has returned. */
    boolean awaitEnd(Deadline deadline) {
        if (!isBusy()) {
            return true;
        }
        waiters.incrementAndGet();
        lock.lock();
        try {
            return PATIENCE.await(over, this::isBusy, deadline);
        } finally {
            lock.unlock();
            waiters.decrementAndGet();
        }
    }

    private boolean isBusy() {
        Thread busy = receiving;
        return busy != null && busy != Thread.currentThread();
    }
}
