package io.amqpjms.benchmarks.floor;

import io.amqpjms.benchmarks.Job;
import io.amqpjms.benchmarks.client.Stage;
import io.amqpjms.benchmarks.work.Lane;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The floor's lanes, each with a connection of its own. One thread. */
public final class FloorStage implements Stage {
    private final Job job;

    public FloorStage(Job job) {
        this.job = job;
    }

    @Override
    public List<Lane> lanes() {
        List<Lane> lanes = new ArrayList<>();
        URI uri = URI.create(job.uri());
        try {
            for (int i = 0; i < job.lanes(); i++) {
                String address = job.queue() + "-" + i;
                lanes.add(
                        job.workload().isSend()
                                ? new FloorSend(uri, address, job.size())
                                : new FloorReceive(uri, address, job.size(), job.filled()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while connecting", e);
        }
        return lanes;
    }

    @Override
    public void close() {}
}
