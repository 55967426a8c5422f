package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.internal.loop.Loop;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Has a line made anew before the token it logged in with runs out. When a tenth of the token's life is left, nothing more is
 * sent; once all that was sent has its outcome, or half of that tenth or ten seconds have passed, the line goes. Loop-confined.
 */
final class Renewal {
    /** A line that lives no longer than that is not worth another one. */
    private static final Duration SHORTEST = Duration.ofMillis(500);

    /** No line lives longer, and no timer is set for longer. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /** What is to be sent is held up so long at most by what does not end. */
    private static final Duration MOST_PATIENCE = Duration.ofSeconds(10);

    private final Timers timers;
    private final BooleanSupplier quiet;
    private final Runnable renew;
    private Loop.Timer timer = Loop.Timer.NONE;
    private boolean due;

    /** Runs what has to wait: the loop. */
    interface Timers {
        Loop.Timer schedule(Duration delay, Runnable action);
    }

    /**
     * A renewal that is not planned yet.
     *
     * @param quiet tells whether nothing that was begun is left without its outcome
     * @param renew gives the line up
     */
    Renewal(Timers timers, BooleanSupplier quiet, Runnable renew) {
        this.timers = timers;
        this.quiet = quiet;
        this.renew = renew;
    }

    /** A line stands whose login is good until then, or nobody knows how long. */
    void plan(@Nullable Instant expires) {
        stop();
        Duration left = expires == null ? Duration.ZERO : Duration.between(Instant.now(), expires);
        if (left.compareTo(SHORTEST) >= 0 && left.compareTo(LONGEST) <= 0) {
            Duration half = left.dividedBy(20);
            Duration patience = half.compareTo(MOST_PATIENCE) < 0 ? half : MOST_PATIENCE;
            timer = timers.schedule(left.multipliedBy(9).dividedBy(10), () -> fallsDue(patience));
        }
    }

    private void fallsDue(Duration patience) {
        due = true;
        timer = timers.schedule(patience, this::go);
        check();
    }

    /** Whether new work has to wait for the next line. */
    boolean isDue() {
        return due;
    }

    /** Something may have come to its end. */
    void check() {
        if (due && quiet.getAsBoolean()) {
            go();
        }
    }

    private void go() {
        timer.cancel();
        timer = Loop.Timer.NONE;
        renew.run();
    }

    /** The line is gone. */
    void stop() {
        timer.cancel();
        timer = Loop.Timer.NONE;
        due = false;
    }
}
