package io.amqpjms.jms.internal;

import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.Event;
import io.amqpjms.engine.Handler;
import io.amqpjms.engine.Sender;
import io.amqpjms.engine.SenderOptions;
import io.amqpjms.engine.Session;
import io.amqpjms.engine.Source;
import io.amqpjms.engine.Target;
import io.amqpjms.engine.message.Described;
import io.amqpjms.engine.message.Symbol;
import io.amqpjms.engine.message.UnsignedLong;
import io.amqpjms.mapping.AmqpTemporaryDestination;
import io.amqpjms.mapping.AmqpTemporaryQueue;
import io.amqpjms.mapping.AmqpTemporaryTopic;
import io.amqpjms.mapping.DestinationKind;
import io.amqpjms.mapping.JmsDestination;
import io.amqpjms.mapping.TemporaryOwner;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TemporaryTopic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The temporary queues and topics of one connection (JMS 3.1 §6.2.2): nodes that the broker made for a sender's link and
 * removes with it. For any thread.
 */
final class TemporaryDestinations implements TemporaryOwner {
    private static final Symbol LIFETIME = Symbol.of("lifetime-policy");
    private static final Described DELETE_ON_CLOSE = new Described(UnsignedLong.valueOf(0x2b), List.of());

    private final ConnectionImpl connection;
    private final Map<JmsDestination, Sender> owned = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Session session;

    TemporaryDestinations(ConnectionImpl connection) {
        this.connection = connection;
    }

    TemporaryQueue createQueue() throws JMSException {
        return create(DestinationKind.TEMPORARY_QUEUE, "temporary-queue", AmqpTemporaryQueue::new);
    }

    TemporaryTopic createTopic() throws JMSException {
        return create(DestinationKind.TEMPORARY_TOPIC, "temporary-topic", AmqpTemporaryTopic::new);
    }

    private <D extends AmqpTemporaryDestination> D create(
            DestinationKind kind, String what, BiFunction<String, TemporaryOwner, D> destination) throws JMSException {
        String name = "amqpjms:" + what + "-creator:" + connection.id() + ":" + numbers.incrementAndGet();
        Map<Symbol, @Nullable Object> properties = Map.of(LIFETIME, DELETE_ON_CLOSE);
        Target node = Target.dynamicNode(properties).withCapabilities(List.of(Symbol.of(kind.capability())));
        SenderOptions options = new SenderOptions(name, Source.of(name), node, false, List.of(), Duration.ZERO);
        Node watched = new Node();
        Sender creator = Await.opened(session().openSender(options, watched), "create a temporary destination");
        D made = destination.apply(addressOf(creator), this);
        owned.put(made, creator);
        watched.becomes(made, creator);
        return made;
    }

    /** Keeps the address of a destination that the broker makes anew on each line; on the event loop. */
    private final class Node implements Handler {
        private volatile @Nullable AmqpTemporaryDestination destination;

        void becomes(AmqpTemporaryDestination made, Sender creator) {
            destination = made;
            follow(creator);
        }

        @Override
        public void onLinkOpened(Event event) {
            Sender creator = event.sender();
            if (creator != null) {
                follow(creator);
            }
        }

        private void follow(Sender creator) {
            AmqpTemporaryDestination known = destination;
            Target node = creator.remoteTarget();
            String address = node == null ? null : node.address();
            if (known != null && address != null && !address.equals(known.address())) {
                connection.events().report(JmsErrors.movedNode(Describe.destination(known), address));
                known.moveTo(address);
            }
        }
    }

    /** The link that holds the node of this temporary destination, or null if it is not one of this connection's. */
    @Nullable
    Sender creatorOf(JmsDestination destination) {
        Sender creator = owned.get(destination);
        return creator != null || !destination.kind().isTemporary() ? creator : creatorOfCopy(destination);
    }

    // A copy, of a received message, has only the present address.
    private @Nullable Sender creatorOfCopy(JmsDestination copy) {
        return owned.entrySet().stream()
                .filter(entry -> entry.getKey().kind() == copy.kind()
                        && entry.getKey().address().equals(copy.address()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static String addressOf(Sender creator) throws JMSException {
        Target node = creator.remoteTarget();
        String address = node == null ? null : node.address();
        if (address == null) {
            creator.close();
            throw JmsErrors.unsupported("The broker made a temporary destination but did not tell its address");
        }
        return address;
    }

    /** The AMQP session for what belongs to the connection and to no JMS session; made when first needed. */
    Session session() throws JMSException {
        lock.lock();
        try {
            Session known = session;
            if (known == null || known.hasEnded()) {
                known = Await.opened(connection.amqp().openSession(), "create the connection's own session");
                known.closed().whenComplete((ended, failure) -> {
                    if (failure instanceof EngineException reason) {
                        lost(reason);
                    }
                });
                session = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    // No JMS session tells of it, and the connection's consumers and temporary destinations end with it.
    private void lost(EngineException reason) {
        if (!(reason instanceof EngineException.ConnectionFailed)) {
            connection.events().report(JmsErrors.of("keep the connection's own session", reason));
        }
    }

    @Override
    public void delete(JmsDestination destination) throws JMSException {
        connection.requireUsable();
        if (connection.consumesFrom(destination)) {
            throw JmsErrors.illegal("The " + Describe.destination(destination) + " still has a consumer and cannot be"
                    + " deleted; close the consumer first");
        }
        Sender creator = owned.remove(destination);
        if (creator != null) {
            Await.answer(Await.closing(creator), "delete the " + Describe.destination(destination));
        }
    }

    /** Throws if this is a temporary destination that only another connection may consume from (JMS 3.1 §6.2.2). */
    void requireConsumable(JmsDestination destination) throws JMSException {
        if (destination.kind().isTemporary() && creatorOf(destination) == null) {
            throw new InvalidDestinationException(
                    "The " + Describe.destination(destination)
                            + " was not created by this connection, or is deleted; only the connection that created it"
                            + " can consume from it",
                    "amqp:not-found");
        }
    }

    /** Throws if this is a temporary destination of this connection that is deleted. */
    void requireExisting(JmsDestination destination) throws JMSException {
        if (destination instanceof AmqpTemporaryDestination temporary
                && temporary.owner() == this
                && !owned.containsKey(destination)) {
            throw new InvalidDestinationException(
                    "The " + Describe.destination(destination) + " is deleted", "amqp:not-found");
        }
    }
}
