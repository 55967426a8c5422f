package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.internal.loop.Loop;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Gives up the sends of one link that wait for longer than the send timeout, with one timer for all of them. A stream has
 * as much time for each of its parts. Loop-confined, but for {@link #deadline}.
 */
final class LateSends {
    private final Duration limit;
    private final Pending pending;
    private final SenderEndpoint sender;
    private Loop.Timer sweep = Loop.Timer.NONE;

    LateSends(Duration limit, Pending pending, SenderEndpoint sender) {
        this.limit = limit;
        this.pending = pending;
        this.sender = sender;
    }

    /** When a send that begins now is given up, by {@link System#nanoTime}; for any thread. */
    long deadline() {
        return limit.isZero() ? 0 : System.nanoTime() + limit.toNanos();
    }

    void watch() {
        if (!limit.isZero() && sweep == Loop.Timer.NONE) {
            schedule(limit);
        }
    }

    void stop() {
        sweep.cancel();
    }

    private void schedule(Duration delay) {
        sweep = sender.loop().schedule(delay, this::giveUpLate);
    }

    private void giveUpLate() {
        sweep = Loop.Timer.NONE;
        long now = System.nanoTime();
        OutgoingDelivery first = null;
        OutgoingDelivery delivery = pending.oldest();
        // Deadlines are in order, but for those of streams, which move.
        while (delivery != null && (first == null || first instanceof OutgoingStream)) {
            OutgoingDelivery newer = delivery.newer;
            if (delivery.deadline - now <= 0) {
                sender.giveUpLate(delivery);
            } else {
                first = earlier(first, delivery);
            }
            delivery = newer;
        }
        if (first != null) {
            schedule(Duration.ofNanos(first.deadline - now));
        }
    }

    private static OutgoingDelivery earlier(@Nullable OutgoingDelivery one, OutgoingDelivery other) {
        return one == null || other.deadline - one.deadline < 0 ? other : one;
    }
}
