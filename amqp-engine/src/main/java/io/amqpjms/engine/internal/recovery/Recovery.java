package io.amqpjms.engine.internal.recovery;

import io.amqpjms.engine.internal.recovery.RecoveryEvent.Close;
import io.amqpjms.engine.internal.recovery.RecoveryEvent.DelayOver;
import io.amqpjms.engine.internal.recovery.RecoveryEvent.Ended;
import io.amqpjms.engine.internal.recovery.RecoveryEvent.Opened;
import io.amqpjms.engine.internal.recovery.RecoveryEvent.Stood;
import io.amqpjms.engine.internal.recovery.RecoveryState.Phase;

/** The decisions of reconnecting: a pure function of state and event. What comes from an earlier try counts for nothing. */
public final class Recovery {
    private Recovery() {}

    /**
     * What follows.
     *
     * @param next the state after the event
     * @param effect what the connection has to do
     */
    public record Step(RecoveryState next, Effect effect) {}

    /**
     * The step that an event causes.
     *
     * @param maxTries tries in a row that may still follow on a failure
     */
    public static Step step(RecoveryState now, RecoveryEvent event, int maxTries) {
        if (event instanceof Opened opened && opened.attempt() == now.attempt()) {
            return opened(now);
        }
        if (event instanceof Ended ended && ended.attempt() == now.attempt()) {
            return ended(now, ended.retryable(), maxTries);
        }
        if (event instanceof DelayOver delay && delay.attempt() == now.attempt() && now.phase() == Phase.WAITING) {
            return new Step(
                    new RecoveryState(Phase.CONNECTING, now.attempt() + 1, now.failures(), now.opened()), Effect.DIAL);
        }
        if (event instanceof Stood stood && stood.attempt() == now.attempt() && now.phase() == Phase.OPEN) {
            return new Step(new RecoveryState(Phase.OPEN, now.attempt(), 0, true), Effect.BEGIN_ANEW);
        }
        return event instanceof Close ? close(now) : new Step(now, Effect.NOTHING);
    }

    private static Step opened(RecoveryState now) {
        if (now.phase() != Phase.CONNECTING) {
            return new Step(now, Effect.NOTHING);
        }
        // A peer that opens and hangs up at once has not mended anything.
        return now.opened()
                ? new Step(now.to(Phase.OPEN), Effect.RESTORE)
                : new Step(new RecoveryState(Phase.OPEN, now.attempt(), 0, true), Effect.ANNOUNCE_OPENED);
    }

    private static Step ended(RecoveryState now, boolean retryable, int maxTries) {
        return switch (now.phase()) {
            case CLOSING -> new Step(now.to(Phase.CLOSED), Effect.FINISH);
            case WAITING, CLOSED -> new Step(now, Effect.NOTHING);
            case CONNECTING, OPEN -> {
                int failures = now.failures() + 1;
                boolean again = retryable && failures <= maxTries;
                Phase next = again ? Phase.WAITING : Phase.CLOSED;
                yield new Step(
                        new RecoveryState(next, now.attempt(), failures, now.opened()),
                        again ? Effect.SUSPEND : Effect.GIVE_UP);
            }
        };
    }

    private static Step close(RecoveryState now) {
        return switch (now.phase()) {
            case CONNECTING, OPEN -> new Step(now.to(Phase.CLOSING), Effect.CLOSE_ATTEMPT);
            case WAITING -> new Step(now.to(Phase.CLOSED), Effect.FINISH);
            case CLOSING, CLOSED -> new Step(now, Effect.NOTHING);
        };
    }
}
