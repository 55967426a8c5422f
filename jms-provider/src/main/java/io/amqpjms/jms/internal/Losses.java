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

    /** @param link why the link was lost, null if it went with its line; the same object for all that it took along */
    private record Loss(String destination, @Nullable EngineException link) {}

    /** A message to this destination has left, and its outcome can not be known any more. */
    void add(String destination) {
        count(new Loss(destination, null));
    }

    /** The same of one whose link is lost alone; whether nothing else waits to be told. */
    boolean add(String destination, EngineException link) {
        return count(new Loss(destination, link));
    }

    private boolean count(Loss loss) {
        lock.lock();
        try {
            boolean first = messages.isEmpty();
            messages.merge(loss, 1, Integer::sum);
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
        } finally {
            lock.unlock();
        }
        counted.forEach((loss, number) -> events.report(
                loss.link == null
                        ? JmsErrors.lost(number, loss.destination)
                        : JmsErrors.lostWithLink(number, loss.destination, loss.link)));
    }
}
