package io.amqpjms.tool;

import java.io.Serial;

/** A command did not reach what it was asked for; the message says so in one line. */
final class Unsuccessful extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String hint;

    /** @param hint what to try, or empty */
    Unsuccessful(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    String hint() {
        return hint;
    }
}
