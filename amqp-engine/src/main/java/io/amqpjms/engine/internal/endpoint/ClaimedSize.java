package io.amqpjms.engine.internal.endpoint;

import org.apache.qpid.proton.codec.ReadableBuffer;

/**
 * How large a message wants to be, by its first part: a section says its size before it is there (AMQP 1.0 §1.2, §3.2). A guess:
 * more sections may follow. Stateless.
 */
final class ClaimedSize {
    private static final int DESCRIPTOR = 3;

    private ClaimedSize() {}

    /** Up to the end of the section that is not all in this part; 0 if that cannot be told. Reads, and consumes, nothing. */
    static long of(ReadableBuffer part) {
        long at = part.position();
        while (part.limit() - at >= DESCRIPTOR + 1) {
            int section = (int) at;
            if (part.get(section) != 0 || part.get(section + 1) != 0x53) {
                return 0;
            }
            long end = endOfValue(part, section + DESCRIPTOR);
            if (end == 0 || end > part.limit()) {
                return end == 0 ? 0 : end - part.position();
            }
            at = end;
        }
        return 0;
    }

    /** Where the value at this place ends, if it is one of the kinds that sections have; 0 if it is another, or is cut off. */
    private static long endOfValue(ReadableBuffer part, int at) {
        return switch (part.get(at) & 0xf0) {
            case 0x40 -> at + 1L;
            case 0xa0, 0xc0 -> part.limit() - at < 2 ? 0 : at + 2L + (part.get(at + 1) & 0xff);
            case 0xb0, 0xd0 -> part.limit() - at < 5 ? 0 : at + 5L + size(part, at + 1);
            default -> 0;
        };
    }

    private static long size(ReadableBuffer part, int at) {
        long size = 0;
        for (int i = 0; i < 4; i++) {
            size = (size << 8) | (part.get(at + i) & 0xff);
        }
        return size;
    }
}
