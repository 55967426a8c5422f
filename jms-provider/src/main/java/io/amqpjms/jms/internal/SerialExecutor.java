package io.amqpjms.jms.internal;

import java.util.concurrent.Executor;

/** Runs tasks one after the other, in the order in which they come. For any thread. */
interface SerialExecutor extends Executor {
    /** Makes ready what will run the tasks; unless that is a daemon thread, it keeps the process alive. */
    void start();

    /** Whether a task may stay for longer, as no other waits for its thread but those that come after it here. */
    boolean mayLinger();

    /** Takes no more tasks; those it has still run. */
    void close();
}
