package io.amqpjms.engine.internal.endpoint;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The senders of a connection that have messages waiting and credit to send them, taken in turn. Loop-confined.
 *
 * <p>The protocol engine walks over everything it holds with each write, so it is given only what it can write soon;
 * the rest waits with the senders.
 */
final class SendQueue {
    /** What one round may give the protocol engine, all senders together. */
    private static final int ROUND_MESSAGES = 64;

    private final Deque<SenderEndpoint> ready = new ArrayDeque<>();
    /** Those of this round whose session takes nothing at present. */
    private final Deque<SenderEndpoint> passedOver = new ArrayDeque<>();

    /** Those whose peer wants credit back. */
    private final Set<SenderEndpoint> draining = new LinkedHashSet<>();

    /** Takes a sender in; one that is in already keeps its place. */
    void add(SenderEndpoint sender) {
        if (sender.enterQueue()) {
            ready.add(sender);
        }
    }

    /** Takes a sender in that gives credit back as soon as all it had is written. */
    void addDraining(SenderEndpoint sender) {
        draining.add(sender);
    }

    /** Sends everyone away: the line is gone. */
    void clear() {
        comeBack();
        ready.forEach(SenderEndpoint::leaveQueue);
        ready.clear();
        draining.clear();
    }

    /** Gives the ready senders a turn each, as far as the round goes; returns whether that gave anything. */
    boolean handOver() {
        int left = ROUND_MESSAGES;
        try {
            for (int turns = ready.size(); turns > 0 && left > 0; turns--) {
                left -= giveTurn(ready.remove(), left);
            }
        } finally {
            comeBack();
        }
        boolean gaveBack = !draining.isEmpty() && draining.removeIf(SenderEndpoint::answerDrain);
        return left < ROUND_MESSAGES || gaveBack;
    }

    private int giveTurn(SenderEndpoint sender, int most) {
        sender.leaveQueue();
        int given = sender.handOver(most);
        if (sender.mayHandOver() && sender.enterQueue()) {
            (given > 0 ? ready : passedOver).add(sender);
        }
        return given;
    }

    // Behind those who had a turn they would find the session full again.
    private void comeBack() {
        while (!passedOver.isEmpty()) {
            ready.addFirst(passedOver.removeLast());
        }
    }

    /** Whether a sender may have more to hand over. */
    boolean hasMore() {
        return !ready.isEmpty() || !draining.isEmpty();
    }
}
