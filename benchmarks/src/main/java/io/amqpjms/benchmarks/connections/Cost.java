package io.amqpjms.benchmarks.connections;

import java.util.Arrays;

/**
 * What connections cost a process. Immutable.
 *
 * @param medianMicros time that half of the connections took at most to open
 * @param slowMicros time that 99 of 100 took at most
 * @param threads threads of the process with all of them open
 * @param moreThreads those of them that came with the connections
 * @param heap bytes of heap for each connection
 * @param direct bytes of direct buffers for each connection
 */
public record Cost(long medianMicros, long slowMicros, long threads, long moreThreads, long heap, long direct) {
    /** The figures of {@link #line()}. */
    public static Cost parse(String line) {
        long[] figures =
                Arrays.stream(line.split(" ", -1)).mapToLong(Long::parseLong).toArray();
        return new Cost(figures[0], figures[1], figures[2], figures[3], figures[4], figures[5]);
    }

    /** All figures in order, with spaces between. */
    String line() {
        return medianMicros + " " + slowMicros + " " + threads + " " + moreThreads + " " + heap + " " + direct;
    }

    /** The row of a table, after its title. */
    public String row() {
        return String.format(
                "%.1f ms | %.1f ms | %d | %d | %.1f KB | %.1f KB |",
                medianMicros / 1000.0, slowMicros / 1000.0, threads, moreThreads, heap / 1024.0, direct / 1024.0);
    }
}
