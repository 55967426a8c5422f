package io.amqpjms.jms.internal;

import io.amqpjms.engine.ReconnectPolicy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Waits between tries of something that keeps failing: not after the first time, then longer each time in a row. One thread
 * tries; any thread ends the waiting for good.
 */
final class RetryPause {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final ReconnectPolicy delays;
    private final CountDownLatch end = new CountDownLatch(1);

    RetryPause() {
        this(ReconnectPolicy.exponential(FIRST, LONGEST));
    }

    RetryPause(ReconnectPolicy delays) {
        this.delays = delays;
    }

    /** It failed again: waits. */
    void failed() {
        try {
            end.await(delays.next().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }

    /** It worked. */
    void worked() {
        delays.reset();
    }

    /** Nobody waits any more. */
    void end() {
        end.countDown();
    }
}
