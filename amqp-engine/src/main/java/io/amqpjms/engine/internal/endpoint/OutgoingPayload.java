package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.message.MessageBytes;
import org.apache.qpid.proton.codec.CompositeReadableBuffer;

/**
 * An encoded message as the protocol engine wants it. What was read stays, so that a part of it can be written later.
 * Loop-confined.
 */
final class OutgoingPayload extends CompositeReadableBuffer {
    OutgoingPayload(MessageBytes message) {
        if (message.head().length > 0) {
            append(message.head());
        }
        byte[] rest = message.rest();
        if (rest != null) {
            append(rest);
            limit(message.size());
        }
    }

    /** So many of the next bytes, which are passed over here. */
    CompositeReadableBuffer cut(int length) {
        CompositeReadableBuffer part = slice().limit(length);
        position(position() + length);
        return part;
    }

    @Override
    public CompositeReadableBuffer reclaimRead() {
        return this;
    }
}
