package io.amqpjms.jms.internal.ack;

import io.amqpjms.engine.Outcome;
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

    /** Takes all of them away and settles them; how many of those came over a line that is lost. */
    int settleAll(Outcome outcome) {
        int lost = 0;
        for (Received message : takeAll()) {
            if (!message.isCurrent()) {
                lost++;
            }
            message.settle(outcome, null);
        }
        return lost;
    }

    /** Whether any of them came over a line that is lost. */
    boolean hasLost() {
        lock.lock();
        try {
            return messages.stream().anyMatch(message -> !message.isCurrent());
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
