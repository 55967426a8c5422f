package io.amqpjms.jms.internal;

import io.amqpjms.engine.Connection;
import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.ErrorCondition;
import io.amqpjms.engine.Session;
import io.amqpjms.jms.internal.failover.Announced;
import io.amqpjms.jms.internal.options.Broker;
import io.amqpjms.jms.internal.options.Scheme;
import jakarta.jms.JMSException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Follows the brokers that send a link elsewhere (AMQP 1.0 §2.8.18): to another address, or to another broker, to which a
 * connection is opened under the same identity that all such links share. For any thread.
 */
final class Redirects {
    private static final int MOST = 4;
    private static final Pattern PEER =
            Pattern.compile("(?<scheme>\\w+)://(?:\\[(?<ipv6>[^]/]+)]|(?<host>[^]\\[:/]+)):(?<port>\\d+)(?<path>.*)");

    private final ConnectionImpl connection;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Broker, Connection> elsewhere = new HashMap<>();
    private final Map<Broker, Session> shared = new HashMap<>();

    Redirects(ConnectionImpl connection) {
        this.connection = connection;
    }

    /** Where to attach a link that was refused at a place; throws the refusal again unless it names one. */
    Place follow(Place from, JMSException refused) throws JMSException {
        ErrorCondition error = refused.getCause() instanceof EngineException failure ? failure.error() : null;
        if (error == null || !Announced.redirectsLink(error)) {
            throw refused;
        }
        if (from.redirects() == MOST) {
            throw JmsErrors.notFollowed(refused, "the link has been sent elsewhere " + MOST + " times already");
        }
        Broker present = present(from.session().connection().peer());
        Broker to = Announced.linkRedirect(error, present);
        if (to == null) {
            throw JmsErrors.notFollowed(
                    refused, "no host, port and address can be made out, or it is less safe than " + present);
        }
        return from.moved(sessionAt(to, from, refused), Announced.address(error));
    }

    static Broker present(String peer) {
        Matcher parts = PEER.matcher(peer);
        Scheme scheme = parts.matches() ? Scheme.find(parts.group("scheme")) : null;
        if (scheme == null) {
            throw new IllegalStateException("The engine calls its peer '" + peer + "', which is no URL");
        }
        String host = parts.group("ipv6") == null ? parts.group("host") : parts.group("ipv6");
        return new Broker(scheme, host, Integer.parseInt(parts.group("port")), parts.group("path"));
    }

    private Session sessionAt(Broker to, Place from, JMSException refused) throws JMSException {
        for (Session known : List.of(from.session(), from.home())) {
            if (to.place().equals(present(known.connection().peer()))) {
                return known;
            }
        }
        if (from.transacted()) {
            throw JmsErrors.notFollowed(
                    refused, "the transactions of this session do not reach there. Connect to " + to + " itself.");
        }
        Session there = sharedAt(to);
        Await.answer(there.opened(), "create a session at " + to);
        return there;
    }

    private Session sharedAt(Broker broker) throws JMSException {
        lock.lock();
        try {
            Session present = connectionTo(broker).defaultSession();
            if (shared.put(broker, present) != present) {
                present.closed().whenComplete((closed, failure) -> ended(broker, present, failure));
            }
            return present;
        } finally {
            lock.unlock();
        }
    }

    private Connection connectionTo(Broker broker) throws JMSException {
        Connection known = elsewhere.get(broker);
        if (known != null && !known.hasEnded()) {
            return known;
        }
        Connection made = connection.identity().connectElsewhere(broker);
        made.closed().whenComplete((closed, failure) -> lost(broker, failure));
        elsewhere.put(broker, made);
        return made;
    }

    // A session that was never open is told to whoever wanted it, one that goes with its connection by the connection.
    private void ended(Broker broker, Session session, @Nullable Throwable failure) {
        boolean wasOpen = !session.opened().isCompletedExceptionally();
        if (wasOpen && failure instanceof EngineException.SessionFailed reason) {
            connection.events().report(JmsErrors.of("keep the session at " + broker, reason));
        }
    }

    private void lost(Broker broker, @Nullable Throwable failure) {
        if (failure instanceof EngineException reason) {
            connection.losses().report(connection.events());
            connection.events().report(JmsErrors.of("keep the connection to " + broker, reason));
        }
    }
}
