package io.amqpjms.tool;

import jakarta.jms.JMSException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Times of a measurement. For any thread; results are read after its end. */
final class Stopwatch {
    private final long[] latencies;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger received = new AtomicInteger();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile long startedAt;
    private volatile long sentAt;
    private volatile long receivedAt;
    private volatile boolean stopped;

    /** @param count how many messages are expected */
    Stopwatch(int count) {
        latencies = new long[count];
    }

    void start() {
        startedAt = System.nanoTime();
    }

    void stop() {
        stopped = true;
    }

    boolean isRunning() {
        return !stopped && failure.get() == null;
    }

    void sent() {
        if (sent.incrementAndGet() == latencies.length) {
            sentAt = System.nanoTime();
        }
    }

    /** A message came that was sent so long ago; one more than expected does not count. */
    void received(long nanos) {
        int index = taken.getAndIncrement();
        if (index >= latencies.length) {
            return;
        }
        latencies[index] = nanos;
        if (received.incrementAndGet() == latencies.length) {
            receivedAt = System.nanoTime();
            end.countDown();
        }
    }

    int received() {
        return received.get();
    }

    void fail(Exception why) {
        failure.compareAndSet(null, why);
        end.countDown();
    }

    /** Returns whether all is received, or something failed. */
    boolean awaitEnd(long time, TimeUnit unit) throws InterruptedException {
        return end.await(time, unit);
    }

    /** Throws what failed first, if anything has. */
    void rethrow() throws JMSException {
        Exception why = failure.get();
        if (why instanceof JMSException checked) {
            throw checked;
        }
        if (why instanceof RuntimeException unchecked) {
            throw unchecked;
        }
    }

    /** The results, once everything was received and the producers have ended. */
    Measured measured() {
        long[] sorted = latencies.clone();
        Arrays.sort(sorted);
        return new Measured(
                perSecond(sentAt - startedAt),
                perSecond(receivedAt - startedAt),
                atPercent(sorted, 50),
                atPercent(sorted, 99),
                sorted[sorted.length - 1]);
    }

    private double perSecond(long nanos) {
        return latencies.length * 1e9 / nanos;
    }

    /** The latency that so many percent of the messages did not exceed. */
    static long atPercent(long[] sorted, int percent) {
        return sorted[(int) Math.ceil(sorted.length * (percent / 100.0)) - 1];
    }
}
