package io.amqpjms.jms.internal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** How far a close has come: one thread closes, others that want the same wait for it. For any thread. */
final class Closing {
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch end = new CountDownLatch(1);

    /** Whether the caller is the one that closes. */
    boolean begin() {
        return begun.compareAndSet(false, true);
    }

    boolean isBegun() {
        return begun.get();
    }

    /** What was open is closed. */
    void end() {
        end.countDown();
    }

    boolean isOver() {
        return end.getCount() == 0;
    }

    /** Waits until then for the one that closes; whether it has come to its end. */
    boolean awaitEnd(Deadline deadline) {
        return Uninterrupted.await(() -> end.await(deadline.left(), TimeUnit.NANOSECONDS));
    }
}
