package io.amqpjms.engine.internal.endpoint;

import org.jspecify.annotations.Nullable;

/**
 * The sends of one link that have no result yet, in order: first those that were handed to the protocol engine, then
 * those that are held for credit. Loop-confined.
 */
final class Pending {
    private @Nullable OutgoingDelivery oldest;
    private @Nullable OutgoingDelivery newest;
    private @Nullable OutgoingDelivery firstHeld;
    private int held;

    @Nullable
    OutgoingDelivery oldest() {
        return oldest;
    }

    @Nullable
    OutgoingDelivery firstHeld() {
        return firstHeld;
    }

    int held() {
        return held;
    }

    void add(OutgoingDelivery delivery) {
        delivery.older = newest;
        if (newest == null) {
            oldest = delivery;
        } else {
            newest.newer = delivery;
        }
        newest = delivery;
        if (firstHeld == null) {
            firstHeld = delivery;
        }
        held++;
    }

    /** The first held send has left the hold; it keeps its place in the order. */
    void handedOver(OutgoingDelivery delivery) {
        firstHeld = delivery.newer;
        held--;
    }

    /** The line is gone: everything is held again, in the same order. */
    void holdAll() {
        held = 0;
        for (OutgoingDelivery delivery = oldest; delivery != null; delivery = delivery.newer) {
            delivery.proton = null;
            held++;
        }
        firstHeld = oldest;
    }

    void remove(OutgoingDelivery delivery) {
        if (delivery.proton == null) {
            held--;
        }
        if (firstHeld == delivery) {
            firstHeld = delivery.newer;
        }
        if (delivery.older == null) {
            oldest = delivery.newer;
        } else {
            delivery.older.newer = delivery.newer;
        }
        if (delivery.newer == null) {
            newest = delivery.older;
        } else {
            delivery.newer.older = delivery.older;
        }
        delivery.older = null;
        delivery.newer = null;
    }
}
