package io.amqpjms.engine.internal.endpoint;

/** Delivery tags of one link, unique among its unsettled deliveries (AMQP 1.0 §2.6.12). Loop-confined. */
final class DeliveryTags {
    private long next;

    /** A new tag: a counter in as few bytes as it needs. */
    byte[] next() {
        long value = next++;
        int length = Math.max(1, (71 - Long.numberOfLeadingZeros(value)) / 8);
        byte[] tag = new byte[length];
        for (int i = length - 1; i >= 0; i--) {
            tag[i] = (byte) value;
            value >>>= 8;
        }
        return tag;
    }
}
