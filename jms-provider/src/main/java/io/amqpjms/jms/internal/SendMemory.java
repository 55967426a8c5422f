package io.amqpjms.jms.internal;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the sends in flight of many sessions may hold together, beyond what each may hold in any case. Handed out in steps, so
 * that a session comes here once for many messages. For all threads.
 */
final class SendMemory {
    /** What is handed out at once, and what each session has of its own. */
    static final int STEP = 128 << 10;

    /** For all sessions of this process: a 32nd part of the heap, 32 MB at the most. */
    static final SendMemory OF_PROCESS =
            new SendMemory(Math.min(32 << 20, Runtime.getRuntime().maxMemory() / 32));

    private final AtomicInteger steps;
    /** Those who found nothing left, in the order in which they came. */
    private final Queue<InFlight> waiting = new ConcurrentLinkedQueue<>();

    SendMemory(long bytes) {
        this.steps = new AtomicInteger((int) (bytes / STEP));
    }

    /** Hands out a step; false if none is left. */
    boolean take() {
        int left = steps.get();
        while (left > 0) {
            if (steps.compareAndSet(left, left - 1)) {
                return true;
            }
            left = steps.get();
        }
        return false;
    }

    /** Takes steps back, and tells those who wait for some. The caller holds no lock. */
    void giveBack(int number) {
        steps.addAndGet(number);
        tellWaiting(number);
    }

    /** Has this one told when there may be a step again, once. What came back before is there to take. */
    void await(InFlight session) {
        waiting.add(session);
    }

    /** This one waits no more; what it was told of is for others, if it did not take it. The caller holds no lock. */
    void forget(InFlight session) {
        waiting.remove(session);
        if (steps.get() > 0) {
            tellWaiting(1);
        }
    }

    private void tellWaiting(int number) {
        for (int told = 0; told < number; told++) {
            InFlight next = waiting.poll();
            if (next == null) {
                return;
            }
            next.onMemory();
        }
    }
}
