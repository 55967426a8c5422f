package io.amqpjms.jms.internal;

import java.time.Duration;

/**
 * A moment at which a wait ends. Immutable.
 *
 * @param limited whether there is such a moment
 * @param nanos the moment by {@link System#nanoTime}
 */
record Deadline(boolean limited, long nanos) {
    static final Deadline NEVER = new Deadline(false, 0);
    private static final long LONGEST = Long.MAX_VALUE / 2;

    static Deadline after(Duration wait) {
        boolean endless = wait.compareTo(Duration.ofNanos(LONGEST)) > 0;
        return endless ? NEVER : new Deadline(true, System.nanoTime() + wait.toNanos());
    }

    /** The time left: nothing or less when the moment has passed. */
    long left() {
        return limited ? nanos - System.nanoTime() : LONGEST;
    }

    boolean hasPassed() {
        return left() <= 0;
    }
}
