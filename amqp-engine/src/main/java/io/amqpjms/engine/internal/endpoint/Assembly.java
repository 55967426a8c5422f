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
    private int size;

    Assembly(int limit) {
        this.limit = limit;
    }

    /** Takes a part in, unless the message becomes larger than it may be. */
    boolean add(ReadableBuffer part) {
        if (part.remaining() > limit - size) {
            return false;
        }
        byte[] bytes = bytes(part);
        if (bytes.length > 0) {
            parts.add(bytes);
            size += bytes.length;
        }
        return true;
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
