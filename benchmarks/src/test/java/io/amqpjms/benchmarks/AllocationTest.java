package io.amqpjms.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.amqpjms.benchmarks.peer.LeanPeer;
import io.amqpjms.benchmarks.work.Body;
import io.amqpjms.benchmarks.work.Lane;
import io.amqpjms.benchmarks.work.Scene;
import io.amqpjms.benchmarks.work.Workload;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.Connection;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a message allocates in the client, against what it did when the budget was last set. The JVM runs
 * without escape analysis, so that the figure is that of the code and not of the compiler's day. What the JDK itself allocates
 * in a wait differs from version to version, so the budgets are those of one.
 */
@EnabledForJreRange(max = JRE.JAVA_17, disabledReason = "the budgets are those of Java 17")
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final double TOLERANCE = 1.10;
    private static final int MESSAGES = 20_000;
    private static final int FEWER = 4_000;
    private static final int SMALL = 100;
    private static final int RUNS = 5;

    /** The budget: bytes for a message. A change that allocates less sets it anew. */
    @ParameterizedTest
    @CsvSource({
        "SEND, 100, 945",
        "COMPLETION_SEND, 100, 1025",
        "PERSISTENT_SEND, 100, 1205",
        "LISTENER, 100, 1225",
        "RECEIVE, 100, 1225",
        "CLIENT_ACK_RECEIVE, 100, 1270",
        "SEND, 100000, 102000",
        "LISTENER, 50000, 102000"
    })
    void allocatesNoTenthMoreThanItsBudget(Workload workload, int size, double budget) throws Exception {
        try (LeanPeer peer = new LeanPeer(size);
                Connection connection =
                        new AmqpConnectionFactory("amqp://127.0.0.1:" + peer.port()).createConnection();
                Lane lane = workload.lane(new Scene(connection, connection, "budget", new Body(size), false))) {
            connection.start();
            int messages = workload.isRoundTrip() || size > SMALL ? FEWER : MESSAGES;
            lane.run(messages);
            double least = Double.MAX_VALUE;
            for (int run = 0; run < RUNS; run++) {
                least = Math.min(least, bytesPerMessage(lane, messages));
            }
            assertThat(least)
                    .as("bytes that one message of %s allocates, with a body of %d", workload, size)
                    .isLessThan(budget * TOLERANCE);
        }
    }

    private static double bytesPerMessage(Lane lane, int messages) throws Exception {
        long before = allocatedByClient();
        lane.run(messages);
        return (double) (allocatedByClient() - before) / messages;
    }

    /** By this thread, which is the application's, and by those of the client. */
    private static long allocatedByClient() {
        Set<Long> ids = new HashSet<>();
        ids.add(Thread.currentThread().getId());
        for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith("amqpjms-")) {
                ids.add(thread.getThreadId());
            }
        }
        return ids.stream().mapToLong(THREADS::getThreadAllocatedBytes).sum();
    }
}
