package io.amqpjms.jms.internal;

import jakarta.jms.JMSException;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The sessions of one connection: they start, stop and end with it, together with its connection consumers. For any
 * thread, and no wait is under its lock.
 */
final class Sessions {
    private final ConnectionConsumers consumers;
    private final Set<SessionImpl> open = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private boolean started;
    private boolean ending;
    private boolean ended;

    Sessions(ConnectionConsumers consumers) {
        this.consumers = consumers;
    }

    Collection<SessionImpl> all() {
        return open;
    }

    /** Takes a new session in; whether the connection is still there for it. */
    boolean add(SessionImpl session) {
        lock.lock();
        try {
            if (ended) {
                return false;
            }
            open.add(session);
            if (started && !ending) {
                session.start();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    void forget(SessionImpl session) {
        open.remove(session);
    }

    void start() {
        lock.lock();
        try {
            if (!ending) {
                started = true;
                open.forEach(SessionImpl::start);
                consumers.start();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Delivers nothing more, and waits for the listeners that run and for receives that have their message; a start meanwhile holds for all sessions. */
    void stop() {
        lock.lock();
        try {
            started = false;
            consumers.stop();
            open.forEach(SessionImpl::stop);
        } finally {
            lock.unlock();
        }
        open.forEach(session -> session.awaitQuiet(Deadline.NEVER));
    }

    /** Whether the caller runs inside a message listener of any of them. */
    boolean isListener() {
        return open.stream().anyMatch(SessionImpl::isListener);
    }

    /** Whether the caller runs inside a listener of any kind. */
    boolean isCallback() {
        return open.stream().anyMatch(SessionImpl::isCallback);
    }

    /** Throws if the caller runs inside a message listener of any of them. */
    void refuseListeners(String doing) throws JMSException {
        for (SessionImpl session : open) {
            session.refuseListeners(doing);
        }
    }

    /** Throws if the caller runs inside a listener of any kind. */
    void refuseCallbacks(String doing) throws JMSException {
        for (SessionImpl session : open) {
            session.refuseCallbacks(doing);
        }
    }

    /** Takes no more messages, and waits until then for listeners and sends; whether they have ended. */
    boolean drain(Deadline deadline) {
        open.forEach(session -> session.consumers().drain());
        consumers.stop();
        boolean quiet = true;
        for (SessionImpl session : open) {
            quiet &= session.drain(deadline);
        }
        return quiet;
    }

    /** Delivers nothing more for good, and waits until then for the listeners that run: they may need every session. */
    void awaitListeners(Deadline listeners) {
        lock.lock();
        try {
            ending = true;
        } finally {
            lock.unlock();
        }
        consumers.end();
        // All at once, so that the waits for what runs in them are one.
        open.forEach(SessionImpl::silence);
        open.forEach(session -> session.awaitQuiet(listeners));
    }

    /** Ends all of them, with those that listeners have made until now. */
    void end(Deadline answers, Deadline listeners) {
        lock.lock();
        try {
            ended = true;
        } finally {
            lock.unlock();
        }
        consumers.end();
        open.forEach(session -> session.end(answers, listeners));
        open.clear();
    }
}
