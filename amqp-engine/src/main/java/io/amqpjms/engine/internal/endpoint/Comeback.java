package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.ErrorCondition;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether and when a link or session that the peer has ended is begun again. One that was open on a lost line and is refused on
 * the next one is asked for again for a minute, unless the reason is one that does not pass: what hung on the lost line may
 * still be in the way. One that ends on a line that stands comes back if the reason is known to pass, such as a peer that
 * sheds idle links. Times are those of {@link System#nanoTime}. Loop-confined.
 */
final class Comeback {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** An endpoint that stood for so long was well: what ends it then is another matter. */
    private static final Duration WELL = Duration.ofSeconds(10);

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
    private static final Set<String> PASSING = Set.of(
            "amqp:link:detach-forced",
            "amqp:connection:forced",
            "amqp:internal-error",
            "amqp:resource-limit-exceeded",
            "amqp:resource-locked",
            "com.microsoft:server-busy",
            "com.microsoft:timeout");

    private final boolean onStandingLine;
    private boolean begun;
    private boolean afterLostLine;
    private long begunAt;
    private long openedAt;
    private Duration delay = FIRST_DELAY;

    /** @param onStandingLine whether to come back also when the line has not been lost */
    Comeback(boolean onStandingLine) {
        this.onStandingLine = onStandingLine;
    }

    /** The line was lost; time begins anew. */
    void onLineLost(long now) {
        afterLostLine = true;
        begin(now);
    }

    /** The peer has confirmed the endpoint. */
    void onOpened(long now) {
        openedAt = now;
    }

    /**
     * Whether to try again after the peer has ended the endpoint.
     *
     * @param closed whether for good, as far as the peer goes
     */
    boolean mayTryAgain(@Nullable ErrorCondition error, boolean closed, long now) {
        String reason = error == null ? "" : error.condition().toString();
        if (FINAL.contains(reason)) {
            return false;
        }
        boolean passes = onStandingLine && (!closed || PASSING.contains(reason));
        if (passes && (!begun || now - openedAt >= WELL.toNanos())) {
            afterLostLine = false;
            begin(now);
        }
        return (passes || afterLostLine) && begun && now - begunAt < PATIENCE.toNanos();
    }

    private void begin(long now) {
        begun = true;
        begunAt = now;
        delay = FIRST_DELAY;
    }

    /** How long to wait before the next try; longer each time. */
    Duration nextDelay() {
        Duration next = delay;
        Duration doubled = delay.multipliedBy(2);
        delay = doubled.compareTo(LONGEST_DELAY) < 0 ? doubled : LONGEST_DELAY;
        return next;
    }
}
