package io.amqpjms.engine.internal.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.apache.qpid.proton.codec.ReadableBuffer;
import org.apache.qpid.proton.codec.WritableBuffer;
import org.apache.qpid.proton.engine.Transport;
import org.jspecify.annotations.Nullable;

/**
 * Goes along what the protocol engine says from frame to frame, and puts large payloads back where they belong: the engine
 * would copy them twice, so it writes their transfers without them, marked in the number of the channel (AMQP 1.0 §2.3.1).
 * Loop-confined.
 */
final class FrameSplicer {
    private static final int HEADER = 0x414d5150; // "AMQP"
    private static final int FRAME_HEADER = 8;
    private static final int CHANNEL = 6;
    private static final int NONE = -1;
    /** What is given to the channel at once, about. */
    private static final int MOST = 131_072;

    private final Transport transport;
    /** The payloads of the marked transfers, in order. */
    private final Supplier<ReadableBuffer> payloads;
    /** Where the marked frame begins that ends what may leave now. */
    private int marked = NONE;
    /** What is left of a frame that is not marked, beyond what the protocol engine has shown. */
    private int passing;
    /** The same once what may leave now has left. */
    private int left;
    /** What is left of the payload under way. */
    private @Nullable ReadableBuffer payload;
    /** The payload of the next marked frame, if that could not be written yet. */
    private @Nullable ReadableBuffer waiting;

    FrameSplicer(Transport transport, Supplier<ReadableBuffer> payloads) {
        this.transport = transport;
        this.payloads = payloads;
    }

    /** The next bytes for the peer; null if there are none. */
    @Nullable
    ByteBuf next(ByteBufAllocator allocator) {
        ReadableBuffer rest = payload;
        if (rest != null) {
            return append(rest, allocator.ioBuffer(Math.min(MOST, rest.remaining())));
        }
        ByteBuffer head = transport.head();
        if (!head.hasRemaining()) {
            return null;
        }
        int end = findEnd(head);
        ByteBuf out = marked == NONE ? copy(head, end, 0, allocator) : splice(head, end, allocator);
        // Nothing counts as written until there was memory for it.
        passing = left;
        transport.pop(end - head.position());
        return out;
    }

    private ByteBuf splice(ByteBuffer head, int end, ByteBufAllocator allocator) {
        ReadableBuffer whole = waiting == null ? payloads.get() : waiting;
        // There may be no memory for a buffer: the frame, which the protocol engine still has, keeps its payload.
        waiting = whole;
        int begin = marked - head.position();
        ByteBuf out = copy(head, end, Math.min(MOST, whole.remaining()), allocator);
        out.setInt(begin, end - marked + whole.remaining());
        out.setShort(begin + CHANNEL, head.getShort(marked + CHANNEL) & ~Wire.PAYLOAD_FOLLOWS);
        waiting = null;
        return append(whole, out);
    }

    /** By its array, for which the buffer makes no view of itself. */
    private static ByteBuf copy(ByteBuffer head, int end, int room, ByteBufAllocator allocator) {
        int length = end - head.position();
        return allocator.ioBuffer(length + room).writeBytes(head.array(), head.arrayOffset() + head.position(), length);
    }

    private ByteBuf append(ReadableBuffer whole, ByteBuf out) {
        int length = Math.min(out.writableBytes(), whole.remaining());
        int at = out.writerIndex();
        whole.get(new WritableBuffer.ByteBufferWrapper(out.internalNioBuffer(at, length)));
        payload = whole.hasRemaining() ? whole : null;
        return out.writerIndex(at + length);
    }

    /** Up to where bytes may leave: the end of the first marked frame, if there is all of one, or of what is before it. */
    private int findEnd(ByteBuffer head) {
        marked = NONE;
        int at = head.position() + Math.min(passing, head.remaining());
        left = passing - (at - head.position());
        while (marked == NONE && head.limit() - at >= FRAME_HEADER) {
            int size = head.getInt(at);
            boolean whole = head.limit() - at >= size;
            if (size == HEADER) {
                at += FRAME_HEADER;
            } else if ((head.getShort(at + CHANNEL) & Wire.PAYLOAD_FOLLOWS) == 0) {
                left = whole ? 0 : size - (head.limit() - at);
                at = whole ? at + size : head.limit();
            } else if (whole) {
                marked = at;
                at += size;
            } else {
                break;
            }
        }
        return at;
    }
}
