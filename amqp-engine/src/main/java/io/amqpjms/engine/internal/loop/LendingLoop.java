package io.amqpjms.engine.internal.loop;

import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.SingleThreadIoEventLoop;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An event loop that a guest may drive in place of the loop's own thread. That stands by meanwhile: it looks each millisecond whether the
 * guest has been here since, and takes the loop back if not, or if anybody else wants something of it.
 *
 * <p>Who leads is the loop's thread, for Netty too. That changes through {@link #leader} alone, so each leader sees what the one before
 * has done. Nobody leads between two terms of a guest.
 */
final class LendingLoop extends SingleThreadIoEventLoop {
    private static final Logger LOG = LoggerFactory.getLogger(LendingLoop.class);
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long TASKS_AT_A_TIME = TimeUnit.MILLISECONDS.toNanos(1);
    /** So many ticks a guest may wait for one answer: whoever it waits with has bounds and interrupts to look at. */
    private static final int PATIENCE = 20;
    /** What hands over more without a wait gains nothing by leading. */
    private static final int MOST_UNTENDED = 4;

    private final WakingHandler sockets;
    private final AtomicReference<@Nullable Thread> leader = new AtomicReference<>();
    private final AtomicReference<@Nullable Asking> asking = new AtomicReference<>();
    private final AtomicInteger terms = new AtomicInteger();
    private volatile @Nullable Thread own;
    private volatile @Nullable Asking guest;
    /** Whether somebody else wants something of the loop. */
    private volatile boolean called;
    /** Whether the guest shall end its term. */
    private volatile boolean recalled;
    /** How often the guest has handed something over since it last led; the guest's. */
    private int untended;

    /** Who wants to lead, and for which connection. */
    private record Asking(Thread thread, Loop loop) {}

    LendingLoop(IoEventLoopGroup parent, Executor executor, IoHandlerFactory factory) {
        super(parent, executor, WakingHandler.factory(factory));
        this.sockets = (WakingHandler) ioHandler();
    }

    @Override
    public boolean inEventLoop(Thread thread) {
        return leader.get() == thread;
    }

    /** Whether the loop has one connection only. */
    boolean isUnshared() {
        return getNumOfRegisteredChannels() == 1;
    }

    /** Whether the loop is lent to the calling thread, for this connection. */
    boolean isLentToCaller(Loop connection) {
        Asking lent = guest;
        return lent != null && lent.thread == Thread.currentThread() && lent.loop == connection;
    }

    /** Whether the caller is a guest between two terms, which may leave what it hands over until the next. */
    boolean mayLeaveUntended(Loop connection) {
        return isLentToCaller(connection) && !inEventLoop() && untended < MOST_UNTENDED;
    }

    /** The guest has left something until its next term. */
    void leftUntended() {
        untended++;
    }

    @Override
    protected void run() {
        Thread me = Thread.currentThread();
        own = me;
        leader.set(me);
        sockets.initialize();
        do {
            for (Asking next = asking.getAndSet(null); next != null; next = asking.getAndSet(null)) {
                lend(next, me);
            }
            runIo();
            if (isShuttingDown()) {
                sockets.prepareToDestroy();
            }
            runAllTasks(TASKS_AT_A_TIME);
        } while (!confirmShutdown());
    }

    private void lend(Asking next, Thread me) {
        called = false;
        recalled = false;
        untended = 0;
        guest = next;
        leader.set(next.thread);
        LockSupport.unpark(next.thread);
        awaitReturn(me);
        guest = null;
        // What was left untended by one that is no guest any more.
        execute(next.loop::drain);
    }

    private void awaitReturn(Thread me) {
        int seen = terms.get();
        int alike = 0;
        do {
            if (isWanted(alike)) {
                recalled = true;
                sockets.wakeSockets();
            }
            LockSupport.parkNanos(this, TICK);
            int now = terms.get();
            alike = now == seen ? alike + 1 : 0;
            seen = now;
        } while (!(isWanted(alike) && leader.compareAndSet(null, me)));
    }

    private boolean isWanted(int ticksAlike) {
        boolean away = ticksAlike > 0 && leader.get() == null;
        return away || ticksAlike > PATIENCE || called || isShuttingDown();
    }

    /** Asks for the loop, and waits a moment for it, unless what the caller waits for comes before; whether it is lent. */
    boolean ask(Loop loop, BooleanSupplier done) {
        Asking mine = new Asking(Thread.currentThread(), loop);
        if (!asking.compareAndSet(null, mine)) {
            return false;
        }
        sockets.wakeup();
        long asked = System.nanoTime();
        while (!inEventLoop() && !done.getAsBoolean() && System.nanoTime() - asked < TICK) {
            LockSupport.parkNanos(this, TICK);
        }
        if (!inEventLoop() && asking.compareAndSet(mine, null)) {
            return false;
        }
        while (!inEventLoop()) {
            LockSupport.parkNanos(this, TICK);
        }
        return true;
    }

    /** Begins a term of the guest; false if the loop was taken back, or the caller leads as it is. */
    boolean begin() {
        return leader.compareAndSet(null, Thread.currentThread());
    }

    /** The term that has begun: runs what waits, and the loop until this is done. */
    void lead(Loop loop, BooleanSupplier done) {
        try {
            untended = 0;
            loop.drain();
            runAllTasks(TASKS_AT_A_TIME);
            while (!done.getAsBoolean() && !recalled) {
                called = false;
                runIo();
                runAllTasks(TASKS_AT_A_TIME);
            }
        } catch (RuntimeException | Error failure) {
            LOG.error("An event loop failed while it was lent; it is taken back", failure);
            recalled = true;
        } finally {
            end(loop);
        }
    }

    private void end(Loop loop) {
        try {
            terms.incrementAndGet();
            if (recalled || hasTasks() || !isUnshared() || loop.hasOthersWaiting()) {
                recalled = true;
                called = true;
            }
        } finally {
            leader.set(null);
        }
        if (called) {
            LockSupport.unpark(own);
        }
    }

    /** Who asks for the loop ends a wait as a task does. */
    @Override
    protected boolean hasTasks() {
        return super.hasTasks() || asking.get() != null;
    }

    /** Somebody wants something: whoever leads shall look, or the own thread, if nobody does. */
    void onWakeup() {
        if (inEventLoop()) {
            return;
        }
        called = true;
        if (leader.get() == null) {
            LockSupport.unpark(own);
        } else {
            sockets.wakeSockets();
        }
    }
}
