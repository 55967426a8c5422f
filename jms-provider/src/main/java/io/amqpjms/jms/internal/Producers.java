package io.amqpjms.jms.internal;

import io.amqpjms.mapping.JmsDestination;
import jakarta.jms.JMSException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The producers of one session. For any thread. */
final class Producers {
    private final SessionImpl session;
    private final ConnectionImpl connection;
    private final Set<ProducerImpl> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong numbers = new AtomicLong();

    Producers(SessionImpl session, ConnectionImpl connection) {
        this.session = session;
        this.connection = connection;
    }

    /** Attaches a producer; without a destination each of its sends names one. */
    ProducerImpl create(@Nullable JmsDestination destination) throws JMSException {
        if (destination != null) {
            connection.temporaries().requireExisting(destination);
        }
        String id = session.id() + ":" + numbers.incrementAndGet();
        MessageIdSource ids = new MessageIdSource(connection.settings().messageIdType(), id);
        ProducerImpl producer = new ProducerImpl(session, connection, destination, route(id, destination), ids);
        open.add(producer);
        return producer;
    }

    private Route route(String producerId, @Nullable JmsDestination destination) throws JMSException {
        return destination != null || connection.offers(Capability.ANONYMOUS_RELAY)
                ? new Route.Single(new SenderLink(session, connection, producerId, destination))
                : new LinkPerDestination(session, connection, producerId);
    }

    void remove(ProducerImpl producer) {
        open.remove(producer);
    }

    int count() {
        return open.size();
    }

    /** Ends all of them; the links go with the session. */
    void end() {
        open.forEach(ProducerImpl::end);
        open.clear();
    }
}
