package io.amqpjms.jms.internal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;

/**
 * Waits for what the application may take its time with, and warns of that now and then. An interrupt does not cut one short.
 *
 * @param log who warns
 * @param awaited what is waited for, and by whom
 */
record Patience(Logger log, String awaited) {
    private static final long NANOS = TimeUnit.SECONDS.toNanos(60);

    /** Waits until then for the signals of this condition, whose lock the caller holds; whether it is busy no more. */
    boolean await(Condition over, BooleanSupplier busy, Deadline deadline) {
        return Uninterrupted.await(() -> begin(over, busy, deadline));
    }

    private boolean begin(Condition over, BooleanSupplier busy, Deadline deadline) throws InterruptedException {
        while (busy.getAsBoolean() && !deadline.hasPassed()) {
            long wait = Math.min(NANOS, deadline.left());
            if (over.awaitNanos(wait) <= 0 && !deadline.hasPassed()) {
                log.warn("Still waiting for {}", awaited);
            }
        }
        return !busy.getAsBoolean();
    }
}
