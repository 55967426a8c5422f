package io.amqpjms.engine;

/** A password or token. Its string form never shows it, so that it cannot slip into a log or an exception. */
public final class Secret {
    private final char[] value;

    private Secret(char[] value) {
        this.value = value;
    }

    /** Keeps a copy of the characters. */
    public static Secret of(char[] value) {
        return new Secret(value.clone());
    }

    /** A secret that is a string already. */
    public static Secret of(String value) {
        return new Secret(value.toCharArray());
    }

    /** A copy, for the caller to overwrite after use. */
    public char[] reveal() {
        return value.clone();
    }

    @Override
    public String toString() {
        return "***";
    }
}
