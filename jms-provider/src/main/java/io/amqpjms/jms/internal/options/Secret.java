package io.amqpjms.jms.internal.options;

/** A text that is never shown: neither in a string form nor in a log. Immutable; hands out copies. */
public final class Secret {

    private final char[] characters;

    public Secret(String text) {
        characters = text.toCharArray();
    }

    /** A copy, for whoever must use the secret; the caller may wipe it. */
    public char[] reveal() {
        return characters.clone();
    }

    @Override
    public String toString() {
        return "***";
    }
}
