package io.amqpjms.jms.internal.ack;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** The messages a session has delivered and not yet settled, in the order of delivery. For any thread. */
final class Unacknowledged {
    private final ReentrantLock lock = new ReentrantLock();
    private List<Received> messages = new ArrayList<>();

    void add(Received message) {
        lock.lock();
        try {
            messages.add(message);
        } finally {
            lock.unlock();
        }
    }

    boolean remove(Received message) {
        lock.lock();
        try {
            return messages.remove(message);
        } finally {
            lock.unlock();
        }
    }

    /** Takes all of them away. */
    List<Received> takeAll() {
        lock.lock();
        try {
            List<Received> taken = messages;
            messages = new ArrayList<>();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return messages.isEmpty();
        } finally {
            lock.unlock();
        }
    }
}
