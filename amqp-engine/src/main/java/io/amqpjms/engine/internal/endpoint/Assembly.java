package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.internal.transport.Payloads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.qpid.proton.codec.ReadableBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Puts the transfers of one delivery together (AMQP 1.0 §2.6.14). A delivery that came in one piece is handed on without a
 * copy. One in many pieces is copied once, into an array of the size that its first piece tells of, as soon as a good part of
 * it is there: a claim alone costs no memory. Loop-confined.
 */
final class Assembly {
    /** What must have come, as a part of what is claimed. */
    private static final int PART_OF_CLAIM = 4;

    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    /** What came before there was an array for all. */
    private final List<byte[]> parts = new ArrayList<>();

    private final int limit;
    private final int mostParts;
    private byte @Nullable [] whole;
    private long claimed;
    private int size;
    private int taken;

    Assembly(int limit, int mostParts) {
        this.limit = Math.min(limit, LARGEST_ARRAY);
        this.mostParts = mostParts;
    }

    /** Takes a part in, unless the message becomes larger than it may be, or comes in more parts. */
    boolean add(ReadableBuffer part, boolean more) {
        int length = part.remaining();
        if (length > limit - size || isCutTooSmall()) {
            return false;
        }
        taken++;
        if (length > 0) {
            byte[] into = more || size > 0 ? room(part, length, more) : null;
            if (into == null) {
                parts.add(bytes(part, length));
            } else {
                copy(part, into, length);
            }
            size += length;
        }
        return true;
    }

    /** Whether the message has come in as many parts as it may; parts may be empty. */
    boolean isCutTooSmall() {
        return taken == mostParts;
    }

    /** The message that the parts are. */
    byte[] finish() {
        byte[] all = parts.size() == 1 && whole == null ? parts.get(0) : exact();
        discard();
        return all;
    }

    void discard() {
        parts.clear();
        whole = null;
        size = 0;
        taken = 0;
    }

    private byte[] exact() {
        byte[] all = whole == null ? joined(size) : whole;
        return all.length == size ? all : Arrays.copyOf(all, size);
    }

    /** The array for all of the message, with room for this part; null if it is too early for one. */
    private byte @Nullable [] room(ReadableBuffer part, int length, boolean more) {
        int needed = size + length;
        if (whole == null) {
            if (size == 0) {
                claimed = Math.min(limit, ClaimedSize.of(part));
            }
            if (claimed >= needed && claimed / PART_OF_CLAIM <= needed) {
                whole = joined((int) claimed);
            }
        } else if (whole.length < needed) {
            long wanted = more ? Math.max(needed, 2L * whole.length) : needed;
            whole = Arrays.copyOf(whole, (int) Math.min(limit, wanted));
        }
        return whole;
    }

    private byte[] joined(int length) {
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
            Payloads.giveBack(part);
        }
        parts.clear();
        return all;
    }

    private void copy(ReadableBuffer part, byte[] into, int length) {
        boolean own = isArray(part, length);
        part.get(into, size, length);
        if (own) {
            Payloads.giveBack(part.array());
        }
    }

    private static byte[] bytes(ReadableBuffer part, int length) {
        if (isArray(part, length)) {
            return part.array();
        }
        byte[] bytes = new byte[length];
        part.get(bytes, 0, length);
        return bytes;
    }

    private static boolean isArray(ReadableBuffer part, int length) {
        return part.hasArray() && part.array().length == length && part.arrayOffset() == 0 && part.position() == 0;
    }
}
