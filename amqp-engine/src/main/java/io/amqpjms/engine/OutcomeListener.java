package io.amqpjms.engine;

/**
 * Hears the one result of a send, on the event loop; it must not block, and what it throws is logged. Exactly one of
 * {@link #onOutcome} and {@link #onFailure} is called, once.
 */
public interface OutcomeListener {
    /** The peer reached an outcome; for a send that was settled when it left, {@link Outcome#ACCEPTED} at that moment. */
    void onOutcome(Tracker tracker, Outcome outcome);

    /** All of the message has left the sender's queue, for which it needed credit; before its result, and again if it is resent. */
    default void onLeft() {}

    /**
     * Whether this message may be sent again by a sender that {@linkplain SenderOptions#resends() resends}, when the line was
     * lost before its outcome was known: it may arrive twice then. Otherwise {@link #onFailure} follows.
     */
    default boolean mayResend() {
        return true;
    }

    /** No outcome can be known any more, or none was reached in time. */
    void onFailure(Tracker tracker, EngineException failure);
}
