package io.amqpjms.jms.internal.selector;

import jakarta.jms.InvalidSelectorException;
import org.jspecify.annotations.Nullable;

/** The door to the selector grammar; stateless, for any thread. JMS 3.1 §3.8.1. */
public final class Selectors {
    private Selectors() {}

    /**
     * The selector to ask the broker for, or null when there is none: an absent or blank selector selects everything.
     *
     * @throws InvalidSelectorException with the position of the fault and what was expected there
     */
    public static @Nullable String checked(@Nullable String selector) throws InvalidSelectorException {
        String present = presentOrNull(selector);
        if (present != null) {
            new Parser(present).parse();
        }
        return present;
    }

    /** As {@link #checked}, for those who leave the check to the broker. */
    public static @Nullable String presentOrNull(@Nullable String selector) {
        return selector == null || selector.isBlank() ? null : selector;
    }
}
