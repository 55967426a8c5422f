package io.amqpjms.jms.internal.context;

import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What lies under one context: its part in a connection, and a session made when first needed, since a client
 * identifier can be set only before. JMS 3.1 §2.8.2, §6.1.2.
 *
 * <p>For any thread: a context may be closed while another thread works with it.
 */
final class Underlying {
    private final SharedConnection shared;
    private final int sessionMode;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Session session;
    private @Nullable MessageProducer producer;
    private boolean closed;

    Underlying(SharedConnection shared, int sessionMode) {
        this.shared = shared;
        this.sessionMode = sessionMode;
    }

    Connection connection() throws IllegalStateException {
        return whenOpen().get();
    }

    int sessionMode() throws IllegalStateException {
        whenOpen();
        return sessionMode;
    }

    Session session() throws JMSException {
        lock.lock();
        try {
            Connection connection = connection();
            Session made = session != null ? session : connection.createSession(sessionMode);
            session = made;
            return made;
        } finally {
            lock.unlock();
        }
    }

    /** The one anonymous producer behind all producers of the context. */
    MessageProducer producer() throws JMSException {
        lock.lock();
        try {
            Session open = session();
            MessageProducer made = producer != null ? producer : open.createProducer(null);
            producer = made;
            return made;
        } finally {
            lock.unlock();
        }
    }

    /** The like for a further context over the same connection. */
    Underlying another(int mode) throws JMSException {
        SharedConnection open = whenOpen();
        open.join();
        Underlying another = new Underlying(open, mode);
        try {
            another.session();
        } catch (JMSException failed) {
            another.endAfter(failed);
            throw failed;
        }
        return another;
    }

    /** Closes the session and leaves the connection; a session that refuses, as it does to its listeners, stays. */
    void close() throws JMSException {
        Session made = madeOrLeft();
        if (made != null) {
            close(made);
        }
        end();
    }

    private void close(Session made) throws JMSException {
        try {
            made.close();
        } catch (IllegalStateException refused) {
            throw refused;
        } catch (JMSException failed) {
            endAfter(failed);
            throw failed;
        }
    }

    private SharedConnection whenOpen() throws IllegalStateException {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the context is closed");
            }
            return shared;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Session madeOrLeft() {
        lock.lock();
        try {
            if (session == null) {
                leave();
            }
            return session;
        } finally {
            lock.unlock();
        }
    }

    private void endAfter(JMSException failed) {
        try {
            end();
        } catch (JMSException further) {
            failed.addSuppressed(further);
        }
    }

    private void end() throws JMSException {
        lock.lock();
        try {
            leave();
        } finally {
            lock.unlock();
        }
        shared.closeIfLeft();
    }

    private void leave() {
        if (!closed) {
            closed = true;
            shared.leave();
        }
    }
}
