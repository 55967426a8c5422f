package io.amqpjms.benchmarks.client;

import io.amqpjms.benchmarks.Sample.Latency;
import io.amqpjms.benchmarks.work.Lane;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Round trips on a timetable. Each counts from the time it was due, so that one that is held up shows in those that wait
 * behind it (no coordinated omission). For any number of lanes.
 */
final class Paced {
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(60);
    private static final long SPIN = 200_000;

    private final Histogram histogram = new ConcurrentHistogram(LONGEST, 3);

    void run(Lane lane, int messages, int perSecond) throws Exception {
        long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long begin = System.nanoTime() + interval;
        for (int i = 0; i < messages; i++) {
            long due = begin + i * interval;
            awaitTime(due);
            lane.run(1);
            histogram.recordValue(Math.min(LONGEST, System.nanoTime() - due));
        }
    }

    Latency seen() {
        return new Latency(
                histogram.getValueAtPercentile(50),
                histogram.getValueAtPercentile(99),
                histogram.getValueAtPercentile(99.9));
    }

    private static void awaitTime(long due) {
        long left = due - System.nanoTime();
        while (left > 0) {
            if (left > SPIN) {
                LockSupport.parkNanos(left - SPIN);
            } else {
                Thread.onSpinWait();
            }
            left = due - System.nanoTime();
        }
    }
}
