package io.amqpjms.benchmarks.client;

import io.amqpjms.benchmarks.work.Lane;
import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The lanes of a workload, each on a thread that lives as long as they all do. */
final class Lanes implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 300;

    private final List<Lane> lanes;
    private final ExecutorService threads;

    Lanes(List<Lane> lanes) {
        this.lanes = lanes;
        this.threads = Executors.newFixedThreadPool(lanes.size());
    }

    /** An action of one lane. */
    interface Action {
        void on(Lane lane, int messages) throws Exception;
    }

    int round(int messages) {
        return Math.max(1, messages / lanes.size()) * lanes.size();
    }

    /** Does this with all lanes at once, and the messages shared out. */
    void all(int messages, Action action) throws Exception {
        List<Callable<Void>> calls = new ArrayList<>();
        for (Lane lane : lanes) {
            calls.add(() -> {
                action.on(lane, messages / lanes.size());
                return null;
            });
        }
        for (Future<Void> call : threads.invokeAll(calls, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            call.get();
        }
    }

    @Override
    public void close() throws JMSException {
        threads.shutdown();
        for (Lane lane : lanes) {
            lane.close();
        }
    }
}
