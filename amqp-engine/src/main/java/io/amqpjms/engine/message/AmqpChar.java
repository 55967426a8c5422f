package io.amqpjms.engine.message;

import java.io.Serializable;

/**
 * An AMQP char (AMQP 1.0 §1.6.16): one Unicode character, which a Java {@code char} cannot always hold. Immutable.
 *
 * @param codePoint the character's number, 0 to 0x10ffff
 */
public record AmqpChar(int codePoint) implements Comparable<AmqpChar>, Serializable {
    public AmqpChar {
        if (!Character.isValidCodePoint(codePoint)) {
            throw new IllegalArgumentException("No Unicode character has the number " + codePoint);
        }
    }

    @Override
    public int compareTo(AmqpChar other) {
        return Integer.compare(codePoint, other.codePoint);
    }

    /** The character. */
    @Override
    public String toString() {
        return Character.toString(codePoint);
    }
}
