package io.amqpjms.benchmarks.client;

import io.amqpjms.benchmarks.Job;
import io.amqpjms.benchmarks.work.Body;
import io.amqpjms.benchmarks.work.Lane;
import io.amqpjms.benchmarks.work.Scene;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.List;

/** A JMS client, of which only the class of its connection factory is known. One thread. */
final class JmsStage implements Stage {
    private final Job job;
    private final List<Connection> connections = new ArrayList<>();
    private final Connection feeding;

    JmsStage(Job job) throws Exception {
        this.job = job;
        Class<?> type = Class.forName(job.factory());
        ConnectionFactory factory =
                (ConnectionFactory) type.getConstructor(String.class).newInstance(job.uri());
        for (int i = 0; i < (job.apart() ? job.lanes() : 1); i++) {
            connections.add(started(factory));
        }
        this.feeding = started(factory);
    }

    private static Connection started(ConnectionFactory factory) throws JMSException {
        Connection connection = factory.createConnection();
        connection.start();
        return connection;
    }

    @Override
    public List<Lane> lanes() {
        List<Lane> lanes = new ArrayList<>();
        try {
            for (int i = 0; i < job.lanes(); i++) {
                String queue = job.queue() + "-" + i;
                Connection connection = connections.get(i % connections.size());
                lanes.add(
                        job.workload().lane(new Scene(connection, feeding, queue, new Body(job.size()), job.filled())));
            }
        } catch (JMSException e) {
            throw new IllegalStateException("Could not make lane " + lanes.size() + " of " + job, e);
        }
        return lanes;
    }

    @Override
    public void close() throws JMSException {
        for (Connection connection : connections) {
            connection.close();
        }
        feeding.close();
    }
}
