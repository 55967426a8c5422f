package io.amqpjms.jms.internal;

import java.time.Duration;

/**
 * How many messages a consumer may hold ready so that none of them waits longer than a given time: as many as it takes in that
 * time, by the pace at which it took the last ones. Begins small, doubles at most with each message taken, and never leaves one
 * message and the configured window. While the consumer finds nothing left when it comes for more, its pace is not known, and the
 * window grows.
 *
 * <p>Told the time by its caller, in nanoseconds of any origin. Guarded by the lock of the consumer's {@link Inbox}.
 */
final class AdaptiveWindow {
    private static final int FIRST = 4;
    /** A pace that gets faster counts for so little, one that gets slower for half. */
    private static final int CAUTION = 8;

    private final int most;
    private final long longestWait;
    private int messages;
    private long perMessage;
    private long lastTaken;
    private boolean othersWaited;

    /**
     * @param most the configured window, at least one message
     * @param longestWait what messages may wait
     */
    AdaptiveWindow(int most, Duration longestWait) {
        this.most = most;
        this.longestWait = longestWait.toNanos();
        this.messages = Math.min(most, FIRST);
    }

    /** How many messages may be on their way or waiting. */
    int messages() {
        return messages;
    }

    /**
     * The application takes a message.
     *
     * @param waiting how many still wait after that
     */
    void onTaken(int waiting, long now) {
        if (othersWaited) {
            learn(now - lastTaken);
        }
        messages = (int) Math.max(1, Math.min(2L * messages, enough()));
        othersWaited = waiting > 0;
        lastTaken = now;
    }

    /** What waited is forgotten: the next message is none that waited. */
    void onForgotten() {
        othersWaited = false;
    }

    private void learn(long taken) {
        if (perMessage == 0 || taken > perMessage) {
            perMessage += (taken - perMessage) / (perMessage == 0 ? 1 : 2);
        } else {
            perMessage -= (perMessage - taken) / CAUTION;
        }
    }

    private long enough() {
        return perMessage == 0 ? most : Math.min(most, longestWait / perMessage);
    }
}
