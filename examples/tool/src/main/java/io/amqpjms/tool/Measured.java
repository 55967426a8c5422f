package io.amqpjms.tool;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How fast it went. Immutable.
 *
 * @param sent messages a second
 * @param received messages a second
 * @param p50 the nanoseconds from send to receipt that half of the messages did not exceed
 * @param p99 the same for 99 of a hundred
 * @param max the longest
 */
record Measured(double sent, double received, long p50, long p99, long max) {
    private static final double NANOS_PER_MILLI = 1e6;

    String text(BenchRun.Load load) {
        return String.format(
                Locale.ROOT,
                "%d messages of %d bytes, %s; %s, %s%n"
                        + "sent      %,.0f a second%n"
                        + "received  %,.0f a second%n"
                        + "latency   p50 %.2f ms, p99 %.2f ms, max %.2f ms",
                load.count(),
                load.size(),
                load.persistent() ? "persistent" : "non-persistent",
                counted(load.producers(), "producer"),
                counted(load.consumers(), "consumer"),
                sent,
                received,
                p50 / NANOS_PER_MILLI,
                p99 / NANOS_PER_MILLI,
                max / NANOS_PER_MILLI);
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /** For programs: rates in whole messages, latencies in microseconds. */
    Map<String, Object> fields(BenchRun.Load load) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("count", load.count());
        fields.put("size", load.size());
        fields.put("producers", load.producers());
        fields.put("consumers", load.consumers());
        fields.put("persistent", load.persistent());
        fields.put("sentPerSecond", Math.round(sent));
        fields.put("receivedPerSecond", Math.round(received));
        fields.put("p50Micros", p50 / 1000);
        fields.put("p99Micros", p99 / 1000);
        fields.put("maxMicros", max / 1000);
        return fields;
    }
}
