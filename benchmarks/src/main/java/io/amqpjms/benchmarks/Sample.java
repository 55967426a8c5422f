package io.amqpjms.benchmarks;

import java.util.Locale;

/**
 * What one run of one client cost. Immutable; crosses from the client's process to the driver's as one line.
 *
 * @param messages how many messages the run was of
 * @param nanos how long it took
 * @param cpuNanos processor time of the whole process, garbage collector and compiler included
 * @param allocated bytes that its threads allocated on the heap
 * @param latency what was seen at a given rate; zero when the run had none
 */
public record Sample(long messages, long nanos, long cpuNanos, long allocated, Latency latency) {

    /** Percentiles in nanoseconds, counted from when the message should have been sent, not from when it was. */
    public record Latency(long p50, long p99, long p999) {
        public static final Latency NONE = new Latency(0, 0, 0);
    }

    public double cpuMicros() {
        return cpuNanos / 1e3 / messages;
    }

    public double bytes() {
        return (double) allocated / messages;
    }

    public double rate() {
        return messages * 1e9 / nanos;
    }

    /** The line that {@link #parse} reads. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "%d %d %d %d %d %d %d",
                messages,
                nanos,
                cpuNanos,
                allocated,
                latency.p50,
                latency.p99,
                latency.p999);
    }

    public static Sample parse(String line) {
        String[] words = line.split(" ", -1);
        long[] numbers = new long[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = Long.parseLong(words[i]);
        }
        return new Sample(
                numbers[0], numbers[1], numbers[2], numbers[3], new Latency(numbers[4], numbers[5], numbers[6]));
    }
}
