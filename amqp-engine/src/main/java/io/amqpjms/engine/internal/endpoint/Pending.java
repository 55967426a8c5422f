package io.amqpjms.engine.internal.endpoint;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.qpid.proton.engine.Delivery;
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
    private int left;
    /** Has an outcome, or needs none, though the protocol engine has not written all of it; in order. */
    private final Deque<Delivery> unwritten = new ArrayDeque<>();

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

    /** How many have left whole and have no outcome. */
    int left() {
        return left;
    }

    /** How many bytes of them the protocol engine has and has not written. */
    int unwrittenBytes() {
        int bytes = unwritten.stream().mapToInt(Delivery::pending).sum();
        for (OutgoingDelivery each = oldest; each != null && each.proton != null; each = each.newer) {
            bytes += each.proton.pending();
        }
        return bytes;
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
        delivery.held = true;
        held++;
    }

    /** The first held send has left the hold; it keeps its place in the order. */
    void handedOver(OutgoingDelivery delivery) {
        firstHeld = delivery.newer;
        delivery.held = false;
        held--;
        left++;
    }

    private void remember(@Nullable Delivery removed) {
        while (!unwritten.isEmpty() && unwritten.getFirst().pending() == 0) {
            unwritten.removeFirst();
        }
        if (removed != null && removed.pending() > 0) {
            removed.setContext(null);
            unwritten.add(removed);
        }
    }

    /** The line is gone: everything is held again, in the same order. */
    void holdAll() {
        unwritten.clear();
        held = 0;
        left = 0;
        for (OutgoingDelivery delivery = oldest; delivery != null; delivery = delivery.newer) {
            delivery.proton = null;
            delivery.held = true;
            held++;
        }
        firstHeld = oldest;
    }

    void remove(OutgoingDelivery delivery) {
        remember(delivery.proton);
        if (delivery.held) {
            held--;
        } else {
            left--;
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
