package io.amqpjms.engine.internal.transport;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Goes along what comes in from frame to frame (AMQP 1.0 §2.3.1). A frame that is larger than it may be is seen by its size,
 * before anybody makes room for it. A large transfer is cut in two: the protocol engine would copy its payload twice, so it
 * gets a frame without it, and the payload goes past it in an array of its own. All else is handed on as it comes.
 * Loop-confined.
 */
final class FrameCutter {
    /** Transfers of this size are cut: smaller ones cost less whole. */
    static final int LARGE = 4096;

    private static final int HEADER = 0x414d5150; // "AMQP"
    private static final int HEADER_SIZE = 8;
    private static final int SIZE_FIELD = 4;
    private static final int FRAME_HEADER = 8;
    /** What is before the fields of a transfer: its descriptor, and type and size of the list. */
    private static final int DESCRIPTOR = 3;

    private static final int LIST_HEAD = 5;
    private static final int LONGEST_HEAD = 512;
    /** The frame is one to be handed on whole. */
    private static final int WHOLE = -1;

    private final int most;
    private final Sink sink;
    private int headersLeft;
    /** What is still to come of a frame that is handed on as it comes. */
    private long passing;
    /** The beginning of a frame: its size, then as much as it takes to cut it. */
    private final byte[] head = new byte[LONGEST_HEAD];

    private int got;
    private byte @Nullable [] payload;
    private int filled;

    /** Gets what came, in order. */
    interface Sink {
        /** So many of these bytes are for the protocol engine. */
        void pass(ByteBuf in, int length);

        /** The first of these bytes are for the protocol engine. */
        void pass(byte[] bytes, int length);

        /** The first of these bytes are a transfer for the protocol engine, whose payload goes past it. */
        void transfer(byte[] frame, int length, byte[] payload);

        /** A frame claims a size that it may not have. */
        void tooLarge(long size);
    }

    /**
     * For a line that has said nothing yet.
     *
     * @param most bytes that a frame may have
     * @param headers how many protocol headers the peer may send: a second one follows a login
     */
    FrameCutter(int most, int headers, Sink sink) {
        this.most = most;
        this.headersLeft = headers;
        this.sink = sink;
    }

    /** Reads all of these bytes, or up to a frame that is too large. */
    void read(ByteBuf in) {
        while (in.isReadable()) {
            int next = got > 0 || payload != null ? 0 : passable(in);
            if (next > 0) {
                sink.pass(in, next);
            } else if (payload != null) {
                fill(in, payload);
            } else if (!collect(in)) {
                sink.tooLarge(Integer.toUnsignedLong(size()));
                return;
            }
        }
    }

    /** How many of the next bytes can be handed on as they are: small frames, whole or in part. */
    private int passable(ByteBuf in) {
        int end = in.writerIndex();
        long at = in.readerIndex() + passing;
        while (end - at >= SIZE_FIELD) {
            int size = in.getInt((int) at);
            if (size == HEADER && headersLeft > 0) {
                headersLeft--;
                at += HEADER_SIZE;
            } else if (size >= SIZE_FIELD && size < LARGE && size <= most) {
                at += size;
            } else {
                break;
            }
        }
        passing = Math.max(0, at - end);
        return (int) Math.min(at, end) - in.readerIndex();
    }

    /** Adds to the head of a frame, and goes on with the frame once there is enough of it; false if it is too large. */
    private boolean collect(ByteBuf in) {
        int wanted = got < SIZE_FIELD ? SIZE_FIELD : headLength();
        int length = Math.min(wanted - got, in.readableBytes());
        in.readBytes(head, got, length);
        got += length;
        if (got < SIZE_FIELD) {
            return true;
        }
        if (size() == HEADER && headersLeft > 0) {
            headersLeft--;
            passHead(HEADER_SIZE);
            return true;
        }
        if (size() < 0 || size() > most) {
            return false;
        }
        int whole = size() < LARGE ? WHOLE : headLength();
        if (whole == WHOLE) {
            // A size below its own length is nonsense, which the protocol engine refuses.
            passHead(size());
        } else if (whole == got) {
            cut();
        }
        return true;
    }

    private int size() {
        return intAt(0);
    }

    private void passHead(int size) {
        passing = Math.max(0, size - got);
        int length = got;
        got = 0;
        sink.pass(head, length);
    }

    /** Up to where the payload begins, as far as it can be told by now; {@link #WHOLE} if the frame is no usual transfer. */
    private int headLength() {
        if (got < FRAME_HEADER) {
            return FRAME_HEADER;
        }
        int body = (head[4] & 0xff) * 4;
        int list = body + DESCRIPTOR;
        int fields = list + LIST_HEAD;
        if (body < FRAME_HEADER || head[5] != 0 || fields > LONGEST_HEAD) {
            return WHOLE;
        }
        if (got < fields) {
            return fields;
        }
        if (head[body] != 0 || head[body + 1] != 0x53 || head[body + 2] != 0x14) {
            return WHOLE;
        }
        long end = switch (head[list] & 0xff) {
            case 0xc0 -> list + 2 + (head[list + 1] & 0xff);
            case 0xd0 -> fields + (long) intAt(list + 1);
            default -> WHOLE;
        };
        return end < fields || end > LONGEST_HEAD || end >= size() ? WHOLE : (int) end;
    }

    private int intAt(int at) {
        int high = (head[at] & 0xff) << 24 | (head[at + 1] & 0xff) << 16;
        return high | (head[at + 2] & 0xff) << 8 | (head[at + 3] & 0xff);
    }

    private void cut() {
        payload = Payloads.take(size() - got);
        filled = 0;
        head[0] = 0;
        head[1] = 0;
        head[2] = (byte) (got >> 8);
        head[3] = (byte) got;
    }

    private void fill(ByteBuf in, byte[] into) {
        int length = Math.min(into.length - filled, in.readableBytes());
        in.readBytes(into, filled, length);
        filled += length;
        if (filled == into.length) {
            int headLength = got;
            got = 0;
            payload = null;
            sink.transfer(head, headLength, into);
        }
    }
}
