package io.amqpjms.jms.internal;

import io.amqpjms.jms.internal.ack.Received;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits in one {@link Inbox}, and what goes back to the broker before it. Messages that the broker has forgotten can come from
 * nowhere else, and stay until they are taken.
 *
 * <p>Guarded by the lock of the inbox.
 */
final class Backlog {
    private final Deque<Received> messages = new ArrayDeque<>();
    /** What goes back to the broker with all that waits, as soon as nothing more can come before it. */
    private final List<Received> recalled = new ArrayList<>();

    int size() {
        return messages.size();
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    Collection<Received> messages() {
        return messages;
    }

    void add(Received message) {
        messages.add(message);
    }

    /** Puts these before all others, in this order. */
    void putFirst(List<Received> returned) {
        for (int i = returned.size() - 1; i >= 0; i--) {
            messages.addFirst(returned.get(i));
        }
    }

    void recall(List<Received> failed) {
        recalled.addAll(failed);
    }

    /** Whether messages are about to go back, so that none may be taken. */
    boolean isRecalling() {
        return !recalled.isEmpty();
    }

    /** The next message that may be taken. */
    @Nullable
    Received poll() {
        return recalled.isEmpty() ? messages.poll() : null;
    }

    /** Gives back what is recalled, and all that waits and that the broker knows. Yields what nobody had seen of it. */
    List<Received> settleRecalled() {
        failRecalled();
        List<Received> unseen = new ArrayList<>();
        for (Received behind : takeKnown()) {
            if (behind.redeliveries() > 0) {
                behind.fail();
            } else {
                behind.release();
                unseen.add(behind);
            }
        }
        return unseen;
    }

    void failRecalled() {
        recalled.forEach(Received::fail);
        recalled.clear();
    }

    /** Forgets what the broker will deliver again, and yields it. */
    List<Received> forget() {
        List<Received> forgotten = new ArrayList<>(recalled);
        forgotten.addAll(takeKnown());
        recalled.clear();
        return forgotten;
    }

    private List<Received> takeKnown() {
        List<Received> known =
                messages.stream().filter(message -> !message.isPresettled()).toList();
        messages.removeIf(message -> !message.isPresettled());
        return known;
    }

    void clear() {
        recalled.clear();
        messages.clear();
    }
}
