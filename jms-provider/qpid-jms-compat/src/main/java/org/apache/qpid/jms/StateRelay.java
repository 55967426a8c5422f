package org.apache.qpid.jms;

import io.amqpjms.jms.ConnectionStateListener;
import jakarta.jms.JMSException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Stands for a connection's listener while the connection is made, and then passes on to it. For any thread. */
final class StateRelay implements ConnectionStateListener {
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable ConnectionStateListener target;
    private @Nullable String established;

    void passOnTo(ConnectionStateListener listener) {
        String known;
        lock.lock();
        try {
            target = listener;
            known = established;
        } finally {
            lock.unlock();
        }
        if (known != null) {
            listener.onEstablished(known);
        }
    }

    private @Nullable ConnectionStateListener target(String broker) {
        lock.lock();
        try {
            established = broker;
            return target;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onEstablished(String broker) {
        ConnectionStateListener told = target(broker);
        if (told != null) {
            told.onEstablished(broker);
        }
    }

    @Override
    public void onInterrupted(String broker, JMSException reason) {
        ConnectionStateListener told = target(broker);
        if (told != null) {
            told.onInterrupted(broker, reason);
        }
    }

    @Override
    public void onRestored(String broker) {
        ConnectionStateListener told = target(broker);
        if (told != null) {
            told.onRestored(broker);
        }
    }
}
