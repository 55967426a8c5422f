package io.amqpjms.engine.internal.transport;

import io.netty.buffer.ByteBuf;

/**
 * Watches what comes in for a frame that is larger than it may be, before the protocol engine makes room for it (AMQP 1.0
 * §2.3.1). It walks from size to size and looks at nothing else. Loop-confined.
 */
final class FrameSizes {
    private static final int HEADER = 0x414d5150; // "AMQP"
    private static final int HEADER_SIZE = 8;
    private static final int SIZE_FIELD = 4;

    private final int most;
    private int headersLeft;
    private long leftOfFrame;
    private int size;
    private int sizeBytes;

    /**
     * A watch over a line that has said nothing yet.
     *
     * @param most bytes that a frame may have
     * @param headers how many protocol headers the peer may send: a second one follows a login
     */
    FrameSizes(int most, int headers) {
        this.most = most;
        this.headersLeft = headers;
    }

    /** The size that a frame beginning in these bytes claims, if it is too large; 0 if none is. Reads, and consumes, nothing. */
    long tooLarge(ByteBuf in) {
        int at = in.readerIndex();
        while (at < in.writerIndex()) {
            if (leftOfFrame > 0) {
                int passed = (int) Math.min(leftOfFrame, in.writerIndex() - at);
                leftOfFrame -= passed;
                at += passed;
            } else {
                size = size << 8 | in.getUnsignedByte(at++);
                if (++sizeBytes == SIZE_FIELD && !begins()) {
                    return Integer.toUnsignedLong(size);
                }
            }
        }
        return 0;
    }

    /** Begins what has told its size, unless it is too large. */
    private boolean begins() {
        sizeBytes = 0;
        if (size == HEADER && headersLeft > 0) {
            headersLeft--;
            leftOfFrame = HEADER_SIZE - SIZE_FIELD;
            return true;
        }
        // A size below its own length is nonsense, which the protocol engine refuses.
        leftOfFrame = Math.max(0, size - SIZE_FIELD);
        return size >= 0 && size <= most;
    }
}
