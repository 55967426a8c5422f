package io.amqpjms.jms.internal;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells when messages wait long in a consumer's prefetch: brokers that lend a message for a time only give it to others meanwhile,
 * count the attempt, and in the end take it for undeliverable, which the application never hears of.
 *
 * <p>Watches one message at a time, of those that find others waiting; told at most once a minute. Guarded by the lock of the
 * consumer's {@link Inbox}.
 */
final class WaitWatch {
    private static final long PAUSE = Duration.ofMinutes(1).toNanos();

    private final long limit;
    private final LongSupplier nanoClock;
    private final Consumer<Duration> warning;
    private @Nullable Object watched;
    private long since;
    private boolean warned;
    private long lastWarned;

    /** @param limit how long a message may wait; zero means for ever */
    WaitWatch(Duration limit, LongSupplier nanoClock, Consumer<Duration> warning) {
        this.limit = limit.toNanos();
        this.nanoClock = nanoClock;
        this.warning = warning;
    }

    /** For consumers whose messages may wait. */
    static WaitWatch none() {
        return new WaitWatch(Duration.ZERO, () -> 0, waited -> {});
    }

    /** A message comes behind others. */
    void onQueued(Object message) {
        if (watched == null && limit > 0) {
            watched = message;
            since = nanoClock.getAsLong();
        }
    }

    /** The application takes a message. */
    void onTaken(Object message) {
        if (message != watched) {
            return;
        }
        watched = null;
        long now = nanoClock.getAsLong();
        if (now - since > limit && (!warned || now - lastWarned > PAUSE)) {
            warned = true;
            lastWarned = now;
            warning.accept(Duration.ofNanos(now - since));
        }
    }

    /** What waited is forgotten. */
    void onForgotten() {
        watched = null;
    }
}
