package io.amqpjms.benchmarks.client;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.amqpjms.benchmarks.Sample;
import java.lang.management.ManagementFactory;

/** Reads what this process has used since the meter was made. One thread. */
final class Meter {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final long allocatedBefore = allocated();
    private final long cpuBefore = SYSTEM.getProcessCpuTime();
    private final long timeBefore = System.nanoTime();

    Sample read(int messages, Sample.Latency latency) {
        long nanos = System.nanoTime() - timeBefore;
        long cpu = SYSTEM.getProcessCpuTime() - cpuBefore;
        return new Sample(messages, nanos, cpu, allocated() - allocatedBefore, latency);
    }

    /** Of the threads that live; a client keeps its threads as long as a run. */
    private static long allocated() {
        long sum = 0;
        for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }
}
