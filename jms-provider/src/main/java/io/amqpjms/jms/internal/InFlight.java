package io.amqpjms.jms.internal;

import io.amqpjms.jms.internal.jfr.CreditStallEvent;
import io.amqpjms.jms.internal.jfr.Recorder;
import io.amqpjms.mapping.JmsDestination;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How much of a session's sends nobody waits for: one that would make it too much waits for the broker to answer some
 * before it. A session has a window of its own, which grows out of a {@link SendMemory} as it is needed. Entered by the
 * session's thread, left by the event loop.
 */
final class InFlight {
    /** What a message holds of the heap beside its bytes, about: its delivery, here and in the protocol engine. */
    static final int OVERHEAD = 512;

    /** So much room is kept when more is there, for the next messages. */
    private static final int SPARE_STEPS = 2;

    private final long limit;
    private final SendMemory shared;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition less = lock.newCondition();
    private long window = SendMemory.STEP;
    private long bytes;
    private int messages;
    private boolean awaitsMemory;

    /** The messages of one link, for whose answers its close waits; under the lock of the window that they are in. */
    static class Part {
        private int messages;
        private boolean awaited;
    }

    /**
     * Lets so many bytes be in flight, or one message of any size.
     *
     * @param limit the most that the window grows to
     */
    InFlight(long limit, SendMemory shared) {
        this.limit = limit;
        this.shared = shared;
    }

    /** Waits until there is room. */
    void enter(int size, Duration timeout, JmsDestination to, Part part) throws JMSException {
        lock.lock();
        try {
            if (!isFullFor(size)) {
                add(size, part);
                return;
            }
        } finally {
            lock.unlock();
        }
        try {
            enterLater(size, timeout, to, part);
        } finally {
            shared.forget(this);
        }
    }

    private void enterLater(int size, Duration timeout, JmsDestination to, Part part) throws JMSException {
        lock.lock();
        try {
            awaitRoom(size, Deadline.after(timeout), to);
            add(size, part);
        } finally {
            lock.unlock();
        }
    }

    private static long cost(int size) {
        return (long) size + OVERHEAD;
    }

    private void add(int size, Part part) {
        bytes += cost(size);
        messages++;
        part.messages++;
    }

    /** Whether there is no room even after the window has grown as far as it can. */
    private boolean isFullFor(int size) {
        long needed = bytes + cost(size);
        while (messages > 0 && needed > window) {
            if (needed > limit || !shared.take()) {
                return true;
            }
            window += SendMemory.STEP;
        }
        return false;
    }

    private void awaitRoom(int size, Deadline deadline, JmsDestination to) throws JMSException {
        String doing = "send to " + Describe.destination(to);
        CreditStallEvent stall = Recorder.creditStall();
        try {
            while (isFullFor(size)) {
                if (deadline.hasPassed()) {
                    throw JmsErrors.timedOut(
                            "Could not " + doing + " in time: " + messages + " messages of "
                                    + (bytes - (long) messages * OVERHEAD)
                                    + " bytes sent before have no answer from the broker. Is the queue full? See jms.sendTimeout.");
                }
                if (!awaitsMemory && bytes + cost(size) <= limit) {
                    // And looks again: some may have come back just before.
                    awaitsMemory = true;
                    shared.await(this);
                } else {
                    less.await(deadline.left(), TimeUnit.NANOSECONDS);
                }
            }
        } catch (InterruptedException interrupt) {
            throw JmsErrors.interrupted(doing, interrupt);
        } finally {
            awaitsMemory = false;
            if (stall != null) {
                stall.end(to.address(), size, "WINDOW");
            }
        }
    }

    /** There may be memory for a larger window. Called by whoever gave it back. */
    void onMemory() {
        lock.lock();
        try {
            awaitsMemory = false;
            less.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void leave(int size, Part part) {
        int unused;
        lock.lock();
        try {
            bytes -= cost(size);
            messages--;
            part.messages--;
            unused = unused();
            window -= (long) unused * SendMemory.STEP;
            // Whoever waits goes on with room for many messages, not with a wake-up for each.
            if (bytes <= window / 2 || (part.awaited && part.messages == 0)) {
                less.signalAll();
            }
        } finally {
            lock.unlock();
        }
        if (unused > 0) {
            shared.giveBack(unused);
        }
    }

    /** How many steps the window is larger than it has to be: for whoever waits here, it stays. */
    private int unused() {
        long grown = window / SendMemory.STEP - 1;
        if (messages == 0 || grown == 0) {
            return (int) grown;
        }
        long spare = (window - bytes) / SendMemory.STEP - SPARE_STEPS;
        return lock.hasWaiters(less) ? 0 : (int) Math.max(0, Math.min(grown, spare));
    }

    /** Waits until the broker has answered everything; the number of messages that it has not when time is over. */
    int awaitNone(Deadline deadline) {
        lock.lock();
        try {
            return Uninterrupted.await(() -> awaitAnswers(deadline));
        } finally {
            lock.unlock();
        }
    }

    /** The same for this part of it. */
    void awaitNone(Part part, Deadline deadline) {
        lock.lock();
        try {
            part.awaited = true;
            Uninterrupted.await(() -> awaitAnswers(part, deadline));
        } finally {
            part.awaited = false;
            lock.unlock();
        }
    }

    private int awaitAnswers(Part part, Deadline deadline) throws InterruptedException {
        while (part.messages > 0 && !deadline.hasPassed()) {
            less.await(deadline.left(), TimeUnit.NANOSECONDS);
        }
        return part.messages;
    }

    private int awaitAnswers(Deadline deadline) throws InterruptedException {
        while (messages > 0 && !deadline.hasPassed()) {
            less.await(deadline.left(), TimeUnit.NANOSECONDS);
        }
        return messages;
    }
}
