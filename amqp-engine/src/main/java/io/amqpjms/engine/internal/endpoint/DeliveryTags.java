package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.message.Binary;
import java.util.HashSet;
import java.util.Set;

/** Delivery tags of one link, unique among its unsettled deliveries (AMQP 1.0 §2.6.12). Loop-confined. */
final class DeliveryTags {
    private final Set<Binary> given = new HashSet<>();
    private long next;

    /** A new tag: a counter in as few bytes as it needs. */
    byte[] next() {
        byte[] tag = counter();
        while (!given.isEmpty() && given.contains(Binary.of(tag))) {
            tag = counter();
        }
        return tag;
    }

    private byte[] counter() {
        long value = next++;
        int length = Math.max(1, (71 - Long.numberOfLeadingZeros(value)) / 8);
        byte[] tag = new byte[length];
        for (int i = length - 1; i >= 0; i--) {
            tag[i] = (byte) value;
            value >>>= 8;
        }
        return tag;
    }

    /** Takes a tag of the user's; returns whether it was free among those. */
    boolean claim(Binary tag) {
        return given.add(tag);
    }

    /** The delivery with this tag of the user's is settled. */
    void free(Binary tag) {
        given.remove(tag);
    }
}
