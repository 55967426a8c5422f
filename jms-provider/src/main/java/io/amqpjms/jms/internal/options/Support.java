package io.amqpjms.jms.internal.options;

/**
 * What becomes of an option that is set to something else than its default. Immutable.
 *
 * @param state what happens
 * @param reason the sentence a user reads about it; empty where there is nothing to say
 */
public record Support(State state, String reason) {

    /** What happens with the option. */
    public enum State {
        /** It does what its sentence says. */
        WORKS,
        /** It is accepted so that a program can move unchanged, has no effect, and is logged once as a warning. */
        NO_EFFECT,
        /** It is refused, for ignoring it would do harm. */
        REFUSED
    }

    static final Support WORKS = new Support(State.WORKS, "");

    static Support works(String reason) {
        return new Support(State.WORKS, reason);
    }

    static Support noEffect(String reason) {
        return new Support(State.NO_EFFECT, reason);
    }

    static Support refused(String reason) {
        return new Support(State.REFUSED, reason);
    }
}
