package io.amqpjms.engine.internal.endpoint;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The senders of a connection that have messages waiting and credit to send them, taken in turn. Loop-confined.
 *
 * <p>The protocol engine walks over everything it holds with each write, so it is given only what it can write soon;
 * the rest waits with the senders.
 */
final class SendQueue {
    private final Deque<SenderEndpoint> ready = new ArrayDeque<>();

    /** Takes a sender in; one that is in already keeps its place. */
    void add(SenderEndpoint sender) {
        if (sender.enterQueue()) {
            ready.add(sender);
        }
    }

    /** Sends everyone away: the line is gone. */
    void clear() {
        ready.forEach(SenderEndpoint::leaveQueue);
        ready.clear();
    }

    /** Gives every ready sender one turn; returns whether any has more to hand over. */
    boolean handOver() {
        for (int turns = ready.size(); turns > 0; turns--) {
            SenderEndpoint sender = ready.remove();
            sender.handOver();
            if (sender.mayHandOver()) {
                ready.add(sender);
            } else {
                sender.leaveQueue();
            }
        }
        return !ready.isEmpty();
    }
}
