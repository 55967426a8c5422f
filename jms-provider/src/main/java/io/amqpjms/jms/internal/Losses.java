package io.amqpjms.jms.internal;

import io.amqpjms.engine.EngineException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Counts the messages that nobody waited for and that a lost line or link took along, so that the application hears of them
 * once and not message by message. For any thread.
 */
final class Losses {
    private final ReentrantLock lock = new ReentrantLock();
    private Map<Loss, Integer> messages = new LinkedHashMap<>();
    private boolean asked;

    /** @param link why the link was lost, null if it went with its line; the same object for all that it took along */
    private record Loss(String destination, @Nullable EngineException link) {}

    /** A message to this destination has left, and its outcome can not be known any more. */
    void add(String destination) {
        count(new Loss(destination, null), false);
    }

    /** The same of one whose link is lost alone; whether the caller is to see that it is told, as nobody has yet. */
    boolean add(String destination, EngineException link) {
        return count(new Loss(destination, link), true);
    }

    private boolean count(Loss loss, boolean asks) {
        lock.lock();
        try {
            messages.merge(loss, 1, Integer::sum);
            boolean first = asks && !asked;
            asked |= asks;
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** Tells of what was counted, and begins anew. */
    void report(ConnectionEvents events) {
        Map<Loss, Integer> counted;
        lock.lock();
        try {
            counted = messages;
            messages = new LinkedHashMap<>();
            asked = false;
        } finally {
            lock.unlock();
        }
        counted.forEach((loss, number) -> events.report(
                loss.link == null
                        ? JmsErrors.lost(number, loss.destination)
                        : JmsErrors.lostWithLink(number, loss.destination, loss.link)));
    }
}
