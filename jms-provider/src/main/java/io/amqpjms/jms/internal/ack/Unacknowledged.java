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

    /**
     * Takes all of them away and settles them, unless one came over a line that is lost and no copy of it is here: then only
     * what is lost is taken away, and nothing settled. How many such there were.
     */
    int settleAll(Outcome outcome) {
        List<Received> lost = takeLost();
        lost.forEach(Received::fail);
        int missing = Copies.missing(lost, all());
        if (missing == 0) {
            takeAll().forEach(message -> message.settle(outcome, null));
        }
        return missing;
    }

    private List<Received> takeLost() {
        lock.lock();
        try {
            List<Received> lost = new ArrayList<>();
            messages.removeIf(message -> !message.isCurrent() && lost.add(message));
            return lost;
        } finally {
            lock.unlock();
        }
    }

    private List<Received> all() {
        lock.lock();
        try {
            return List.copyOf(messages);
        } finally {
            lock.unlock();
        }
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
