package io.amqpjms.jms.internal;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the message listeners of one session, one at a time (JMS 3.1 §6.2.5): one task takes many messages, but not more
 * than a turn of them, and none once somebody waits for quiet. May be told of messages by any thread.
 */
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int ROUNDS_OF_A_TURN = 100;

    private final SerialExecutor thread;
    /** Replaced under the lock, so that a round walks over it without an iterator. */
    private volatile Source[] sources = {};

    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition quiet = lock.newCondition();
    private @Nullable Thread delivering;
    private long turns;
    private final AtomicInteger waiters = new AtomicInteger();
    private volatile boolean running;

    Dispatcher(SerialExecutor thread) {
        this.thread = thread;
    }

    /** A consumer with a listener. */
    interface Source {
        /** Gives the listener one message, if there is one; whether there was. */
        boolean deliverNext();
    }

    void add(Source source) {
        change(known -> Stream.concat(known.filter(each -> each != source), Stream.of(source)));
        thread.start();
        signal();
    }

    void remove(Source source) {
        change(known -> known.filter(each -> each != source));
    }

    private void change(UnaryOperator<Stream<Source>> how) {
        lock.lock();
        try {
            sources = how.apply(Arrays.stream(sources)).toArray(Source[]::new);
        } finally {
            lock.unlock();
        }
    }

    /** There may be something to deliver. */
    void signal() {
        if (running && sources.length > 0 && scheduled.compareAndSet(false, true)) {
            thread.execute(this::deliver);
        }
    }

    void start() {
        running = true;
        signal();
    }

    /** Delivers nothing more, and waits for the listener that runs, unless it is the caller. */
    void stop() {
        running = false;
        awaitQuiet();
    }

    /** The same for good; the listener is waited for until then. */
    void close(Deadline deadline) {
        running = false;
        awaitQuiet(deadline);
        thread.close();
    }

    /** Whether the caller runs inside a listener of this session. */
    boolean isCaller() {
        lock.lock();
        try {
            return delivering == Thread.currentThread();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the listener that runs, unless it is the caller; it is the application's, and takes its time. */
    void awaitQuiet() {
        awaitQuiet(Deadline.NEVER);
    }

    /** The same until then; whether the listener has returned. */
    boolean awaitQuiet(Deadline deadline) {
        waiters.incrementAndGet();
        lock.lock();
        try {
            long turn = turns;
            while (isBusy(turn) && !deadline.hasPassed()) {
                long wait = Math.min(PATIENCE_NANOS, deadline.left());
                if (quiet.awaitNanos(wait) <= 0 && !deadline.hasPassed()) {
                    LOG.warn("Still waiting for a message listener to return, as stop and close have to");
                }
            }
            return !isBusy(turn);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
            waiters.decrementAndGet();
        }
    }

    private boolean isBusy(long turn) {
        return delivering != null && delivering != Thread.currentThread() && turn == turns;
    }

    private void deliver() {
        begin();
        boolean more = true;
        try {
            for (int round = 0; more && mayGoOn(round); round++) {
                more = deliverOneOfEach();
            }
        } finally {
            end();
        }
        if (more) {
            signal();
        }
    }

    private boolean mayGoOn(int round) {
        return running && round < ROUNDS_OF_A_TURN && waiters.get() == 0;
    }

    private boolean deliverOneOfEach() {
        boolean delivered = false;
        for (Source source : sources) {
            delivered |= running && source.deliverNext();
        }
        return delivered;
    }

    private void begin() {
        // What comes from here on is seen by this task or signals anew.
        scheduled.set(false);
        lock.lock();
        try {
            delivering = Thread.currentThread();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            delivering = null;
            turns++;
            quiet.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
