package io.amqpjms.jms.internal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A moment at which a wait ends. Immutable.
 *
 * @param limited whether there is such a moment
 * @param nanos the moment by {@link System#nanoTime}
 */
record Deadline(boolean limited, long nanos) {
    static final Deadline NEVER = new Deadline(false, 0);
    private static final long LONGEST = Long.MAX_VALUE / 2;
    private static final Duration LONGEST_WAIT = Duration.ofNanos(LONGEST);

    static Deadline after(Duration wait) {
        return wait.compareTo(LONGEST_WAIT) > 0 ? NEVER : afterNanos(wait.toNanos());
    }

    static Deadline afterMillis(long wait) {
        long nanos = TimeUnit.MILLISECONDS.toNanos(wait);
        return nanos > LONGEST ? NEVER : afterNanos(nanos);
    }

    private static Deadline afterNanos(long nanos) {
        return new Deadline(true, System.nanoTime() + nanos);
    }

    /** The time left: nothing or less when the moment has passed. */
    long left() {
        return limited ? nanos - System.nanoTime() : LONGEST;
    }

    boolean hasPassed() {
        return left() <= 0;
    }
}
