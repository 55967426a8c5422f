package io.amqpjms.engine.network;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.FaultProxy;
import io.amqpjms.engine.testing.Faults;
import io.amqpjms.engine.testing.Faults.Direction;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The same conversation again and again, several at once, its line cut at another byte each time. */
final class Cuts {
    private static final Logger LOG = LoggerFactory.getLogger(Cuts.class);
    private static final AtomicInteger RUNS = new AtomicInteger();
    private static final int FAILURES_TOLD = 5;

    private Cuts() {}

    private static String name(int run, int number) {
        return String.format("q%d-%05d", run, number);
    }

    /** One conversation over this line; {@code name} is its own, of the same length each time. */
    @FunctionalInterface
    interface Talk {
        void over(FaultProxy line, String name) throws Exception;
    }

    /** How a line ends after so many bytes one way. */
    @FunctionalInterface
    interface Ending extends BiFunction<Direction, Long, Faults> {}

    /**
     * Talks once without a cut, to learn how many bytes go each way, then once for each byte, or for each {@code stride}th.
     *
     * @return the number of cuts
     */
    static int make(FaultProxy proxy, Ending ending, int stride, int atOnce, Talk talk) throws Exception {
        int run = RUNS.incrementAndGet();
        FaultProxy whole = proxy.another(Faults.NONE);
        talk.over(whole, name(run, 0));
        whole.close();
        long toServer = whole.bytes(Direction.TO_SERVER);
        long toClient = whole.bytes(Direction.TO_CLIENT);
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        AtomicInteger count = new AtomicInteger();
        ExecutorService cutters = Executors.newFixedThreadPool(atOnce);
        for (Direction direction : Direction.values()) {
            long most = direction == Direction.TO_SERVER ? toServer : toClient;
            for (long bytes = 0; bytes <= most; bytes += stride) {
                String name = name(run, count.incrementAndGet());
                String place = direction + " after byte " + bytes + " of " + most;
                Faults faults = ending.apply(direction, bytes);
                cutters.execute(() -> {
                    try (FaultProxy cut = proxy.another(faults)) {
                        talk.over(cut, name);
                    } catch (Exception | AssertionError e) {
                        failures.add("Cut " + place + ": " + e + (e.getCause() == null ? "" : " / " + e.getCause()));
                    }
                });
            }
        }
        cutters.shutdown();
        assertThat(cutters.awaitTermination(5, MINUTES)).isTrue();
        assertThat(failures.stream().limit(FAILURES_TOLD))
                .as("%s of %s cuts failed", failures.size(), count)
                .isEmpty();
        LOG.info(
                "{} cuts, after every {} of {} bytes to the server and {} to the client",
                count,
                stride,
                toServer,
                toClient);
        return count.get();
    }
}
