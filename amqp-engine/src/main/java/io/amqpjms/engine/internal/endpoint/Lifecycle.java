package io.amqpjms.engine.internal.endpoint;

/**
 * Where an endpoint stands. It only ever moves forward: nothing brings a closed endpoint back, however late a frame
 * arrives.
 */
enum Lifecycle {
    /** Asked for, not yet confirmed by the peer. */
    OPENING,
    /** Confirmed by both sides. */
    OPEN,
    /** This side closes; the peer has not confirmed. */
    CLOSING,
    /** Done; nothing more happens. */
    CLOSED;

    /** Whether a move to the other state goes forward. */
    boolean mayBecome(Lifecycle other) {
        return other.compareTo(this) > 0;
    }
}
