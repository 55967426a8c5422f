package io.amqpjms.jms.internal;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tasks in order on threads that others use as well: after each it is the others' turn. For any thread. */
final class PooledTasks implements SerialExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(PooledTasks.class);

    private final ThreadPoolExecutor pool;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unfinished = new AtomicInteger();
    private volatile boolean closed;

    PooledTasks(ThreadPoolExecutor pool) {
        this.pool = pool;
    }

    @Override
    public void start() {
        pool.prestartCoreThread();
    }

    @Override
    public void execute(Runnable task) {
        if (closed) {
            return;
        }
        tasks.add(task);
        if (unfinished.getAndIncrement() == 0) {
            schedule();
        }
    }

    private void schedule() {
        try {
            pool.execute(this::runOne);
        } catch (RejectedExecutionException ended) {
            LOG.debug("The threads are closed and take no task", ended);
        }
    }

    private void runOne() {
        try {
            Runnable task = tasks.poll();
            if (task != null) {
                task.run();
            }
        } finally {
            if (unfinished.decrementAndGet() > 0) {
                schedule();
            }
        }
    }

    @Override
    public boolean mayLinger() {
        return false;
    }

    @Override
    public void close() {
        closed = true;
    }
}
