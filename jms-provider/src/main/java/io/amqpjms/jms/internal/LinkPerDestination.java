package io.amqpjms.jms.internal;

import io.amqpjms.mapping.JmsDestination;
import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The route of a producer without a destination where the broker has no anonymous relay: a link for each destination,
 * the ones used last kept.
 */
final class LinkPerDestination implements Route {
    private static final int KEPT = 16;

    private final SessionImpl session;
    private final ConnectionImpl connection;
    private final String producerId;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<JmsDestination, SenderLink> links = new LinkedHashMap<>(KEPT, 0.75f, true);
    private int made;

    LinkPerDestination(SessionImpl session, ConnectionImpl connection, String producerId) {
        this.session = session;
        this.connection = connection;
        this.producerId = producerId;
    }

    @Override
    public SenderLink to(JmsDestination destination) throws JMSException {
        SenderLink link;
        SenderLink idle;
        lock.lock();
        try {
            SenderLink known = links.get(destination);
            if (known != null) {
                return known;
            }
            made++;
            link = new SenderLink(session, connection, producerId + "-" + made, destination);
            links.put(destination, link);
            idle = takeOldest();
        } finally {
            lock.unlock();
        }
        if (idle != null) {
            session.sends().awaitAnswers(idle.sends(), connection.answersUntil());
            idle.close();
        }
        return link;
    }

    private @Nullable SenderLink takeOldest() {
        return links.size() > KEPT ? links.remove(links.keySet().iterator().next()) : null;
    }

    @Override
    public List<SenderLink> links() {
        lock.lock();
        try {
            return new ArrayList<>(links.values());
        } finally {
            lock.unlock();
        }
    }
}
