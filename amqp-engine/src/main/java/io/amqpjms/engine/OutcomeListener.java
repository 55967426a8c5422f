package io.amqpjms.engine;

/** Hears the one result of a send, on the event loop; it must not block. Exactly one of the methods is called, once. */
public interface OutcomeListener {
    /** The peer reached an outcome; for a send that was settled when it left, {@link Outcome#ACCEPTED} at that moment. */
    void onOutcome(Tracker tracker, Outcome outcome);

    /** No outcome can be known any more, or none was reached in time. */
    void onFailure(Tracker tracker, EngineException failure);
}
