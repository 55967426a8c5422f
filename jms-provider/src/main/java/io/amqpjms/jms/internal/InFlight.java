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
 * before it. Entered by the session's thread, left by the event loop.
 */
final class InFlight {
    private final long limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition less = lock.newCondition();
    private long bytes;
    private int messages;

    /** Lets so many bytes be in flight, or one message of any size. */
    InFlight(long limit) {
        this.limit = limit;
    }

    /** Waits until there is room. */
    void enter(int size, Duration timeout, JmsDestination to) throws JMSException {
        lock.lock();
        try {
            if (isFullFor(size)) {
                awaitRoom(size, Deadline.after(timeout), to);
            }
            bytes += size;
            messages++;
        } finally {
            lock.unlock();
        }
    }

    private boolean isFullFor(int size) {
        return messages > 0 && bytes + size > limit;
    }

    private void awaitRoom(int size, Deadline deadline, JmsDestination to) throws JMSException {
        String doing = "send to " + Describe.destination(to);
        CreditStallEvent stall = Recorder.creditStall();
        try {
            while (isFullFor(size)) {
                if (deadline.hasPassed()) {
                    throw JmsErrors.timedOut(
                            "Could not " + doing + " in time: " + messages + " messages of " + bytes
                                    + " bytes sent before have no answer from the broker. Is the queue full? See jms.sendTimeout.");
                }
                less.await(deadline.left(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException interrupt) {
            throw JmsErrors.interrupted(doing, interrupt);
        } finally {
            if (stall != null) {
                stall.end(to.address(), size, "WINDOW");
            }
        }
    }

    void leave(int size) {
        lock.lock();
        try {
            bytes -= size;
            messages--;
            // Whoever waits goes on with room for many messages, not with a wake-up for each.
            if (bytes <= limit / 2) {
                less.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the broker has answered everything; the number of messages that it has not when time is over. */
    int awaitNone(Deadline deadline) {
        lock.lock();
        try {
            while (messages > 0 && !deadline.hasPassed()) {
                less.await(deadline.left(), TimeUnit.NANOSECONDS);
            }
            return messages;
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            return messages;
        } finally {
            lock.unlock();
        }
    }
}
