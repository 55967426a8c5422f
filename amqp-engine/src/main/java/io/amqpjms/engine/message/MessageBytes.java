package io.amqpjms.engine.message;

import org.jspecify.annotations.Nullable;

/**
 * An encoded message (AMQP 1.0 §3.2) on its way out: in one array, or in two when the bytes of its body, which come last, lie
 * in an array that needs no copy. Immutable as long as the arrays are, as far as they belong to the message.
 */
public final class MessageBytes {
    private final byte[] head;
    private final byte @Nullable [] rest;
    private final int size;

    /** All of the array, which is not copied. */
    public MessageBytes(byte[] encoded) {
        this(encoded, null, 0);
    }

    MessageBytes(byte[] head, byte @Nullable [] rest, int restLength) {
        this.head = head;
        this.rest = rest;
        this.size = head.length + restLength;
    }

    /** The number of bytes. */
    public int size() {
        return size;
    }

    /** The message, or its beginning when there is a rest; not a copy. */
    public byte[] head() {
        return head;
    }

    /** What {@link #head} lacks of {@link #size} bytes, at the beginning of an array that may be longer; null if it is all. */
    public byte @Nullable [] rest() {
        return rest;
    }

    /** All in one array, which is not a copy if it is one already. */
    public byte[] joined() {
        if (rest == null) {
            return head;
        }
        byte[] whole = new byte[size];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(rest, 0, whole, head.length, size - head.length);
        return whole;
    }
}
