package io.amqpjms.jms.internal;

import io.amqpjms.mapping.JmsDestination;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import java.util.Enumeration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Looks at the messages of a queue and leaves them there (JMS 3.1 §6.2.9). Used by the session's thread. */
final class BrowserImpl implements QueueBrowser {
    private final SessionImpl session;
    private final ConnectionImpl connection;
    private final SubscriptionSpec spec;
    private final Set<Browsing> browsing = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    BrowserImpl(SessionImpl session, ConnectionImpl connection, SubscriptionSpec spec) {
        this.session = session;
        this.connection = connection;
        this.spec = spec;
    }

    @Override
    public Queue getQueue() throws JMSException {
        requireOpen();
        JmsDestination queue = spec.destination();
        return (Queue) queue;
    }

    @Override
    public @Nullable String getMessageSelector() throws JMSException {
        requireOpen();
        return spec.selector();
    }

    @Override
    public Enumeration<?> getEnumeration() throws JMSException {
        requireOpen();
        browsing.removeIf(Browsing::hasEnded);
        Browsing begun = Browsing.begin(session, connection, spec);
        browsing.add(begun);
        return begun;
    }

    private void requireOpen() throws JMSException {
        session.requireOpen();
        if (closed.get()) {
            throw JmsErrors.closed("browser");
        }
    }

    @Override
    public void close() throws JMSException {
        if (closed.compareAndSet(false, true)) {
            browsing.forEach(Browsing::close);
        }
    }
}
