package io.amqpjms.engine.message;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An AMQP symbol (AMQP 1.0 §1.6.21): ASCII text from a constrained domain. Immutable. */
public final class Symbol implements Comparable<Symbol>, Serializable {
    private static final long serialVersionUID = 1L;

    private static final int KEPT_LENGTH = 64;

    /** Symbols read before, by their hash: the same few name annotations and content types in message after message. */
    private static final @Nullable Symbol[] KEPT = new Symbol[256];

    private final String text;
    private final byte[] ascii;

    private Symbol(String text) {
        this.text = text;
        this.ascii = text.getBytes(US_ASCII);
    }

    /**
     * The text as a symbol.
     *
     * @throws IllegalArgumentException if it has a character beyond ASCII
     */
    public static Symbol of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                throw new IllegalArgumentException(
                        "A symbol holds ASCII only, but '" + text + "' has another character at " + i);
            }
        }
        return new Symbol(text);
    }

    /** The symbol that the bytes are, or null if they are not ASCII. Threads may race to keep one; any will do. */
    static @Nullable Symbol read(byte[] bytes, int offset, int length) {
        int hash = length;
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] < 0) {
                return null;
            }
            hash = 31 * hash + bytes[i];
        }
        if (length > KEPT_LENGTH) {
            return new Symbol(new String(bytes, offset, length, US_ASCII));
        }
        int slot = (hash ^ hash >>> 16) & KEPT.length - 1;
        Symbol kept = KEPT[slot];
        if (kept == null || !Arrays.equals(kept.ascii, 0, kept.ascii.length, bytes, offset, offset + length)) {
            kept = new Symbol(new String(bytes, offset, length, US_ASCII));
            KEPT[slot] = kept;
        }
        return kept;
    }

    /** The encoded characters; shared, so not to be changed. */
    byte[] ascii() {
        return ascii;
    }

    @Override
    public int compareTo(Symbol other) {
        return text.compareTo(other.text);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Symbol symbol && symbol.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
