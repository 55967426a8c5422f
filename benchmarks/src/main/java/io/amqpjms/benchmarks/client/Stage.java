package io.amqpjms.benchmarks.client;

import io.amqpjms.benchmarks.Job;
import io.amqpjms.benchmarks.floor.FloorStage;
import io.amqpjms.benchmarks.work.Lane;
import jakarta.jms.JMSException;
import java.util.List;

/** The connections of a client's process, and the lanes on them. One thread. */
public interface Stage extends AutoCloseable {
    List<Lane> lanes();

    @Override
    void close() throws JMSException;

    static Stage open(Job job) throws Exception {
        return job.factory().equals(Job.FLOOR) ? new FloorStage(job) : new JmsStage(job);
    }
}
