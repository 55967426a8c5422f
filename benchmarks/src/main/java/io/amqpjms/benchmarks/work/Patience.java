package io.amqpjms.benchmarks.work;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits that end: a run that hangs must not hang the measurement. Stateless. */
final class Patience {
    static final long SECONDS = 120;

    private Patience() {}

    static void await(CountDownLatch latch, String what) throws InterruptedException {
        if (!latch.await(SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    "After " + SECONDS + " s " + latch.getCount() + " " + what + " are missing");
        }
    }
}
