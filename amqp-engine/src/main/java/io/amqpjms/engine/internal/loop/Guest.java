package io.amqpjms.engine.internal.loop;

import io.amqpjms.engine.LoopGuest;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** One that may drive a loop, once it has come often and soon after it was here. Virtual threads never do: it would hold up their carrier. */
final class Guest implements LoopGuest {
    private static final long SOON = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int OFTEN = 8;
    /** So many more visits it takes once the loop was taken back. */
    private static final int PENALTY = 64;

    private final Loop loop;
    private final LendingLoop lending;
    private final LongSupplier nanoClock;
    private final AtomicInteger entered = new AtomicInteger();
    private int visits;
    private long lastVisit;

    Guest(Loop loop, LendingLoop lending, LongSupplier nanoClock) {
        this.loop = loop;
        this.lending = lending;
        this.nanoClock = nanoClock;
    }

    @Override
    public void enter() {
        if (entered.getAndIncrement() == 0) {
            loop.oneMoreWaits();
        }
    }

    @Override
    public void leave() {
        if (entered.decrementAndGet() == 0) {
            loop.oneLessWaits();
        }
    }

    @Override
    public void lead(BooleanSupplier done) {
        boolean mine = lending.isLentToCaller(loop)
                ? lending.begin()
                : mayAsk() && !done.getAsBoolean() && lending.ask(loop, done);
        if (mine) {
            lending.lead(loop, done);
        }
    }

    private boolean mayAsk() {
        return comesOften()
                && lending.isUnshared()
                && !loop.hasOthersWaiting()
                && !lending.inEventLoop()
                && !ThreadKind.isVirtual(Thread.currentThread());
    }

    private boolean comesOften() {
        long now = nanoClock.getAsLong();
        boolean soon = now - lastVisit < SOON;
        lastVisit = now;
        visits = soon || visits < 0 ? visits + 1 : 0;
        if (visits < OFTEN) {
            return false;
        }
        visits = -PENALTY;
        return true;
    }
}
