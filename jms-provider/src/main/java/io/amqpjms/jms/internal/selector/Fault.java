package io.amqpjms.jms.internal.selector;

import jakarta.jms.InvalidSelectorException;

/** Words the one exception this package throws: what is wrong, where, and the selector itself. */
final class Fault {
    private static final int SHOWN = 200;

    private Fault() {}

    static InvalidSelectorException at(int position, String what, String selector) {
        String shown = selector.length() <= SHOWN ? selector : selector.substring(0, SHOWN) + "...";
        return new InvalidSelectorException("invalid selector: " + what + ", at " + position + " of \"" + shown + '"');
    }
}
