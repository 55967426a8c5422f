package io.amqpjms.jms.internal.ack;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * AUTO_ACKNOWLEDGE and DUPS_OK_ACKNOWLEDGE: a message is accepted when {@code receive} returns it or its listener
 * returns; the latter mode gathers some before it tells the broker.
 */
final class Automatic implements AckMode {
    private final int mode;
    private final int batch;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Received> delivered = new ArrayList<>();
    private @Nullable Received listening;
    private boolean recovered;

    /** Tells the broker once so many messages are delivered. */
    Automatic(int mode, int batch) {
        this.mode = mode;
        this.batch = batch;
    }

    @Override
    public int mode() {
        return mode;
    }

    @Override
    public void onReceived(Received message) {
        done(message);
    }

    @Override
    public void onListening(Received message) {
        listening = message;
        recovered = false;
    }

    @Override
    public void onListened(Received message) {
        listening = null;
        if (recovered) {
            Redelivery.onRequest(List.of(message));
        } else {
            done(message);
        }
    }

    @Override
    public void onListenerFailed(Received message) {
        listening = null;
        // Nobody counts the attempts of what the broker has forgotten: once more, and no further (JMS 3.1 §8.7).
        if (!message.isPresettled() || message.redeliveries() == 0) {
            Redelivery.afterFailure(List.of(message));
        }
    }

    @Override
    public void onIdle() {
        if (batch > 1) {
            acceptDelivered();
        }
    }

    @Override
    public void recover() {
        recovered = listening != null;
    }

    @Override
    public void close() {
        acceptDelivered();
    }

    private void done(Received message) {
        if (batch == 1) {
            message.accept();
            return;
        }
        lock.lock();
        try {
            delivered.add(message);
            if (delivered.size() < batch) {
                return;
            }
        } finally {
            lock.unlock();
        }
        acceptDelivered();
    }

    private void acceptDelivered() {
        lock.lock();
        try {
            delivered.forEach(Received::accept);
            delivered.clear();
        } finally {
            lock.unlock();
        }
    }
}
