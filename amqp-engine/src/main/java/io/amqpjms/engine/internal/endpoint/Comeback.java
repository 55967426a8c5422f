package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.ErrorCondition;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether and when a link that was open on a lost line is attached again, after the peer has refused that on the next line:
 * for a minute, unless the reason is one that does not pass. Loop-confined.
 */
final class Comeback {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration FIRST_DELAY = Duration.ofMillis(100);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(2);
    private static final Set<String> FINAL = Set.of(
            "amqp:unauthorized-access",
            "amqp:not-found",
            "amqp:not-allowed",
            "amqp:not-implemented",
            "amqp:invalid-field",
            "amqp:resource-deleted",
            "amqp:link:redirect",
            "amqp:link:stolen",
            "amqp:link:message-size-exceeded",
            "amqp:link:transfer-limit-exceeded");

    private boolean begun;
    private long lostAt;
    private Duration delay = FIRST_DELAY;

    /** The line was lost; time begins anew. */
    void begin() {
        begun = true;
        lostAt = System.nanoTime();
        delay = FIRST_DELAY;
    }

    boolean mayTryAgainAfter(@Nullable ErrorCondition refusal) {
        return begun
                && System.nanoTime() - lostAt < PATIENCE.toNanos()
                && (refusal == null || !FINAL.contains(refusal.condition().toString()));
    }

    /** How long to wait before the next try; longer each time. */
    Duration nextDelay() {
        Duration next = delay;
        Duration doubled = delay.multipliedBy(2);
        delay = doubled.compareTo(LONGEST_DELAY) < 0 ? doubled : LONGEST_DELAY;
        return next;
    }
}
