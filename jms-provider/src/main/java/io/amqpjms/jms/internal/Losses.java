package io.amqpjms.jms.internal;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts the messages that nobody waited for and that a lost line took along, so that the application hears of them once
 * and not message by message. For any thread.
 */
final class Losses {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Integer> messages = new TreeMap<>();

    /** A message to this destination has left, and its outcome can not be known any more. */
    void add(String destination) {
        lock.lock();
        try {
            messages.merge(destination, 1, Integer::sum);
        } finally {
            lock.unlock();
        }
    }

    /** Tells of what was counted, and begins anew. */
    void report(ConnectionEvents events) {
        Map<String, Integer> counted;
        lock.lock();
        try {
            counted = Map.copyOf(messages);
            messages.clear();
        } finally {
            lock.unlock();
        }
        counted.forEach((destination, number) -> events.report(JmsErrors.lost(number, destination)));
    }
}
