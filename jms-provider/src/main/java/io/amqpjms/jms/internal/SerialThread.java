package io.amqpjms.jms.internal;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread for tasks in order, made with the first of them. For any thread. */
final class SerialThread implements SerialExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(SerialThread.class);

    private final ThreadPoolExecutor thread;
    private final String name;

    private SerialThread(String name, ThreadFactory factory) {
        this.name = name;
        this.thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.NANOSECONDS, new LinkedBlockingQueue<>(), factory);
    }

    /** The thread that this makes. */
    static SerialThread of(String name, ThreadFactory factory) {
        return new SerialThread(name, factory);
    }

    /** A thread that keeps the process alive until it is closed. */
    static SerialThread lasting(String name) {
        return of(name, platform(name, false));
    }

    /** A thread that ends with the process, and by itself when it has nothing to do. */
    static SerialThread passing(String name, Duration idle) {
        SerialThread passing = of(name, platform(name, true));
        passing.thread.setKeepAliveTime(idle.toNanos(), TimeUnit.NANOSECONDS);
        passing.thread.allowCoreThreadTimeOut(true);
        return passing;
    }

    /** Makes threads of the platform, which have their daemon flag whoever makes them. */
    static ThreadFactory platform(String name, boolean daemon) {
        return task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(daemon);
            return made;
        };
    }

    @Override
    public void start() {
        thread.prestartCoreThread();
    }

    @Override
    public void execute(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException closed) {
            LOG.debug("{} is closed and takes no task", name, closed);
        }
    }

    @Override
    public boolean mayLinger() {
        return true;
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
