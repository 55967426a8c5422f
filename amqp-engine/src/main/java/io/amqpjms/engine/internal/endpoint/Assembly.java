package io.amqpjms.engine.internal.endpoint;

import java.util.ArrayList;
import java.util.List;
import org.apache.qpid.proton.codec.ReadableBuffer;

/**
 * Puts the transfers of one delivery together (AMQP 1.0 §2.6.14). A delivery that came in one piece is handed on
 * without a copy. Loop-confined.
 */
final class Assembly {
    private final List<byte[]> parts = new ArrayList<>();
    private final int limit;
    private final int mostParts;
    private int size;
    private int taken;

    Assembly(int limit, int mostParts) {
        this.limit = limit;
        this.mostParts = mostParts;
    }

    /** Takes a part in, unless the message becomes larger than it may be, or comes in more parts. */
    boolean add(ReadableBuffer part) {
        if (part.remaining() > limit - size || isCutTooSmall()) {
            return false;
        }
        taken++;
        byte[] bytes = bytes(part);
        if (bytes.length > 0) {
            parts.add(bytes);
            size += bytes.length;
        }
        return true;
    }

    /** Whether the message has come in as many parts as it may; parts may be empty. */
    boolean isCutTooSmall() {
        return taken == mostParts;
    }

    /** The message that the parts are. */
    byte[] finish() {
        byte[] whole = parts.size() == 1 ? parts.get(0) : joined();
        discard();
        return whole;
    }

    void discard() {
        parts.clear();
        size = 0;
        taken = 0;
    }

    private byte[] joined() {
        byte[] whole = new byte[size];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }

    private static byte[] bytes(ReadableBuffer part) {
        int length = part.remaining();
        if (part.hasArray() && part.array().length == length && part.arrayOffset() == 0 && part.position() == 0) {
            return part.array();
        }
        byte[] bytes = new byte[length];
        part.get(bytes, 0, length);
        return bytes;
    }
}
