package io.amqpjms.engine.internal.loop;

import io.amqpjms.engine.LoopGuest;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door from every other thread to one connection's event loop.
 *
 * <p>Tasks of all threads go into one queue; only the task that finds it empty wakes the loop, which then takes all that
 * has gathered, runs it in order, and ends with one call of the batch's end, where the connection writes and flushes
 * once. {@link #submit} and {@link #execute} may be called from any thread; the rest belongs to the loop.
 */
public final class Loop implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    /** A commit acknowledges and discharges, and that sends. */
    private static final int LAST_GENERATION = 2;

    private final EventLoop eventLoop;
    private final Class<? extends SocketChannel> sockets;
    private final AtomicReference<@Nullable Task> newest = new AtomicReference<>();
    private final Runnable drain = this::drain;
    private final ReentrantLock afterShutdown = new ReentrantLock();
    private final @Nullable LendingLoop lending;
    /** How many wait for what this connection brings. */
    private final AtomicInteger waiting = new AtomicInteger();
    /** Whether nobody was woken for what the queue holds, since a guest has left it there until its next term. */
    private volatile boolean untended;

    private Runnable endOfBatch = () -> {};

    public Loop(EventLoop eventLoop, Class<? extends SocketChannel> sockets) {
        this.eventLoop = eventLoop;
        this.sockets = sockets;
        this.lending = eventLoop instanceof LendingLoop one ? one : null;
    }

    /** One that may drive this loop while it waits. */
    public LoopGuest guest() {
        return lending == null ? LoopGuest.NONE : new Guest(this, lending, System::nanoTime);
    }

    void oneMoreWaits() {
        waiting.incrementAndGet();
    }

    void oneLessWaits() {
        waiting.decrementAndGet();
    }

    /** Whether more than one waits. */
    boolean hasOthersWaiting() {
        return waiting.get() > 1;
    }

    /** The Netty loop, for the transport that registers its channel there. */
    public EventLoop eventLoop() {
        return eventLoop;
    }

    /** The sockets that this loop can wait for. */
    public Class<? extends SocketChannel> sockets() {
        return sockets;
    }

    /** What runs after each batch of tasks. */
    public void endOfBatch(Runnable action) {
        endOfBatch = action;
    }

    /** Hands a task over; tasks of one thread keep their order. */
    public void submit(Task task) {
        if (lending != null && lending.mayLeaveUntended(this)) {
            leave(task, lending);
        } else if (push(task) == null || untended) {
            wake();
        }
    }

    /** Leaves the task to the caller's next term. */
    private void leave(Task task, LendingLoop lent) {
        // Before the task is there, so that whoever comes after it wakes the loop for both.
        untended = true;
        lent.leftUntended();
        push(task);
        // Whoever takes the loop back says so before it looks here.
        if (!lent.isLentToCaller(this)) {
            wake();
        }
    }

    private @Nullable Task push(Task task) {
        Task before;
        do {
            before = newest.get();
            task.next = before;
        } while (!newest.compareAndSet(before, task));
        return before;
    }

    @Override
    public void execute(Runnable action) {
        submit(new Task() {
            @Override
            protected void run() {
                action.run();
            }
        });
    }

    /** Runs an action on the loop after a delay, unless the returned timer is cancelled. */
    public Timer schedule(Duration delay, Runnable action) {
        ScheduledFuture<?> future = eventLoop.schedule(
                () -> {
                    runSafely(action);
                    endOfBatch.run();
                },
                delay.toNanos(),
                TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    /** Whether the calling thread is the loop. */
    public boolean inLoop() {
        return eventLoop.inEventLoop();
    }

    private void wake() {
        try {
            eventLoop.execute(drain);
        } catch (RejectedExecutionException ended) {
            drainWithoutLoop();
        }
    }

    /** The loop has ended, so every connection is closed: tasks still run, one thread at a time, to fail their callers. */
    private void drainWithoutLoop() {
        afterShutdown.lock();
        try {
            drain();
        } finally {
            afterShutdown.unlock();
        }
    }

    /** Runs all that waits; for whoever leads. */
    void drain() {
        untended = false;
        Task next = newest.getAndSet(null);
        if (next == null) {
            // The batch before has taken it along.
            return;
        }
        try {
            // What tasks hand over leaves with the same write, and what that hands over; but no write waits for ever.
            for (int generation = 0; next != null; generation++) {
                runAll(next);
                next = generation < LAST_GENERATION ? newest.getAndSet(null) : null;
            }
        } finally {
            endOfBatch.run();
        }
    }

    private static void runAll(Task taken) {
        Task task = oldestFirst(taken);
        while (task != null) {
            Task following = task.next;
            task.next = null;
            runSafely(task);
            task = following;
        }
    }

    private static @Nullable Task oldestFirst(Task taken) {
        Task reversed = null;
        Task task = taken;
        while (task != null) {
            Task older = task.next;
            task.next = reversed;
            reversed = task;
            task = older;
        }
        return reversed;
    }

    private static void runSafely(Task task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    private static void runSafely(Runnable timed) {
        try {
            timed.run();
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    private static void failed(Throwable thrown) {
        LOG.error("A task of the event loop failed; the connection goes on", thrown);
    }

    /** A scheduled action that can be called off. */
    @FunctionalInterface
    public interface Timer {
        /** A timer that never fires. */
        Timer NONE = () -> {};

        /** Calls the action off if it has not begun; on the loop. */
        void cancel();
    }
}
