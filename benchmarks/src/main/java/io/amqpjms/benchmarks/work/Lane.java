package io.amqpjms.benchmarks.work;

import jakarta.jms.JMSException;

/**
 * What one thread of a workload does: a producer, a consumer, or a pair of both. Made and used by one thread at a time.
 */
public interface Lane extends AutoCloseable {
    /** Makes ready what a run needs, such as the messages to receive; not measured. */
    default void prepare(int messages) throws Exception {}

    /** Does the work, and returns when the last message is where it has to be. */
    void run(int messages) throws Exception;

    @Override
    default void close() throws JMSException {}
}
