package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.message.Binary;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;

/** Delivery tags of one link, unique among its unsettled deliveries (AMQP 1.0 §2.6.12). Loop-confined. */
final class DeliveryTags {
    private static final int MOST_SPARE = 1_000;

    private final Set<Binary> given = new HashSet<>();
    /** Ours whose deliveries both ends have settled. */
    private final ArrayDeque<byte[]> spare = new ArrayDeque<>();

    private long next;

    /** One that no unsettled delivery has: a counter in as few bytes as it needs. */
    byte[] next() {
        byte[] tag = spareOrNew();
        while (!given.isEmpty() && given.contains(Binary.of(tag))) {
            tag = spareOrNew();
        }
        return tag;
    }

    private byte[] spareOrNew() {
        return spare.isEmpty() ? counter() : spare.pop();
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

    /** This delivery has ended; its tag serves again if the peer has settled it too. */
    void free(OutgoingDelivery ended) {
        if (ended.tag() != null) {
            given.remove(ended.tag());
        } else if (ended.bothEndsSettled() && spare.size() < MOST_SPARE) {
            spare.push(ended.proton.getTag());
        }
    }
}
