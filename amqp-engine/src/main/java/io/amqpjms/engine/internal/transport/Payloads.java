package io.amqpjms.engine.internal.transport;

import org.jspecify.annotations.Nullable;

/**
 * A few arrays that held the payloads of transfers whose bytes have been copied, for the next transfers of the same size: all
 * but the first and last of a long message have one. A few for each thread.
 */
public final class Payloads {
    private static final int KEPT = 4;
    private static final ThreadLocal<Payloads> OF_THREAD = ThreadLocal.withInitial(Payloads::new);

    private final byte @Nullable [][] kept = new byte[KEPT][];
    private int next;

    private Payloads() {}

    /** An array of exactly this length with anything in it. */
    static byte[] take(int length) {
        return OF_THREAD.get().find(length);
    }

    /** This array is nobody's any more. */
    public static void giveBack(byte[] payload) {
        OF_THREAD.get().keep(payload);
    }

    private byte[] find(int length) {
        for (int i = 0; i < KEPT; i++) {
            byte[] found = kept[i];
            if (found != null && found.length == length) {
                kept[i] = null;
                return found;
            }
        }
        return new byte[length];
    }

    private void keep(byte[] payload) {
        kept[next] = payload;
        next = (next + 1) % KEPT;
    }
}
