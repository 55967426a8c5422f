package io.amqpjms.engine;

import io.amqpjms.engine.message.AmqpMessage;
import org.jspecify.annotations.Nullable;

/**
 * A message that came in, complete. It is settled at most once, from any thread; settling never blocks, and does
 * nothing when the link is gone.
 */
public interface Delivery {
    /** The link that it came over. */
    Receiver receiver();

    /** The encoded message; the array is the caller's to keep, not to change. */
    byte[] payload();

    /** The message, decoded anew with every call. */
    AmqpMessage message();

    /** The delivery tag (AMQP 1.0 §2.6.12). */
    byte[] tag();

    /**
     * Whether the line that brought it still stands, so that an outcome can reach the peer. A peer delivers again what was
     * left unsettled on a line that is gone. For any thread; may change right after.
     */
    boolean isCurrent();

    /** Whether the peer sent it settled, so that no outcome is expected. */
    boolean remotelySettled();

    /**
     * Settles with an outcome (AMQP 1.0 §3.4), within a transaction if one is given; only the first call counts.
     *
     * @return whether this call was the first
     */
    boolean settle(Outcome outcome, @Nullable Transaction transaction);

    /** {@link #settle(Outcome, Transaction)} with a rejection, for this reason, outside of any transaction. */
    default boolean reject(String condition, String description) {
        return settle(new Outcome.Rejected(new ErrorCondition(condition, description)), null);
    }

    /** {@link #settle(Outcome, Transaction)} with {@link Outcome#ACCEPTED} outside of any transaction. */
    default boolean accept() {
        return settle(Outcome.ACCEPTED, null);
    }

    /** {@link #settle(Outcome, Transaction)} with {@link Outcome#RELEASED}: somebody else may have it (AMQP 1.0 §3.4.4). */
    default boolean release() {
        return settle(Outcome.RELEASED, null);
    }

    /** Gives it back changed: as a failed attempt or not, and for this receiver again or not (AMQP 1.0 §3.4.5). */
    default boolean modify(boolean failed, boolean undeliverableHere) {
        return settle(new Outcome.Modified(failed, undeliverableHere), null);
    }
}
