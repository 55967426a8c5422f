package io.amqpjms.jms.internal.options;

import org.jspecify.annotations.Nullable;

/**
 * What an option is when nobody sets it. Immutable.
 *
 * @param text the value as text, or null for none
 * @param elsewhere the default of Qpid JMS where it differs, or null where it is the same
 * @param why the reason for a difference, or null where there is none
 */
public record Default(
        @Nullable String text,
        @Nullable String elsewhere,
        @Nullable String why) {

    /** The option has no value of its own. */
    static final Default NONE = of(null);

    /** The same as in Qpid JMS. */
    static Default of(@Nullable String text) {
        return new Default(text, null, null);
    }

    /** Ours, theirs, and why. */
    static Default unlike(@Nullable String text, String elsewhere, String why) {
        return new Default(text, elsewhere, why);
    }

    /** Whether Qpid JMS has another one. */
    public boolean differs() {
        return elsewhere != null;
    }
}
