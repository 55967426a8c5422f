package io.amqpjms.jms.internal;

import io.amqpjms.engine.Connection;
import io.amqpjms.engine.Container;
import io.amqpjms.engine.EngineException;
import io.amqpjms.jms.internal.options.Broker;
import jakarta.jms.InvalidClientIDException;
import jakarta.jms.JMSException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who a connection is to the broker, and the AMQP connection opened under that name (JMS 3.1 §6.1.2). A client
 * identifier is told with the AMQP open, so one that comes later is told by another connection; the first stays until
 * the broker has taken the second, so that an identifier it refuses can be followed by a better one. For any thread.
 */
final class ClientIdentity {
    private static final Logger LOG = LoggerFactory.getLogger(ClientIdentity.class);

    private final Connector connector;
    private final Container container;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable String clientId;
    private boolean settled;
    private Consumer<EngineException> onLost = reason -> {};
    private volatile Connection connection;

    private ClientIdentity(Connector connector, Container container, @Nullable String clientId, Connection connection) {
        this.connector = connector;
        this.container = container;
        this.clientId = clientId;
        this.settled = clientId != null;
        this.connection = connection;
    }

    /** Connects under the client identifier, or under the container's own name if there is none. */
    static ClientIdentity connect(Connector connector, Container container, @Nullable String clientId)
            throws JMSException {
        Connection opened = connector.connect(container, clientId == null ? container.id() : clientId);
        return new ClientIdentity(connector, container, clientId, opened);
    }

    Connection connection() {
        return connection;
    }

    /** Connects to another broker too, under the same name; that connection ends with the container. */
    Connection connectElsewhere(Broker broker) throws JMSException {
        String own = clientId();
        return connector.connectOnce(container, own == null ? container.id() : own, broker);
    }

    /** The identifier that the application or the factory gave, or null. */
    @Nullable
    String clientId() {
        lock.lock();
        try {
            return clientId;
        } finally {
            lock.unlock();
        }
    }

    /** From now on no identifier can be given any more. */
    void settle() {
        lock.lock();
        try {
            settled = true;
        } finally {
            lock.unlock();
        }
    }

    void assign(@Nullable String wanted) throws JMSException {
        lock.lock();
        try {
            if (settled) {
                throw JmsErrors.illegal(
                        clientId != null
                                ? "The connection has the client identifier '" + clientId + "' already"
                                : "A client identifier can only be set before the connection is used in any other way");
            }
            if (wanted == null || wanted.isEmpty()) {
                throw new InvalidClientIDException(
                        "A client identifier must not be " + (wanted == null ? "null" : "empty"), "amqp:invalid-field");
            }
            Connection named = connector.connect(container, wanted);
            Connection nameless = connection;
            connection = named;
            clientId = wanted;
            settled = true;
            watch(named);
            nameless.close();
        } finally {
            lock.unlock();
        }
    }

    /** Whom to tell, on the event loop, that the connection was lost. */
    void onLost(Consumer<EngineException> listener) {
        lock.lock();
        try {
            onLost = listener;
            watch(connection);
        } finally {
            lock.unlock();
        }
    }

    private void watch(Connection watched) {
        Consumer<EngineException> told = onLost;
        watched.closed().whenComplete((closed, failure) -> {
            if (failure instanceof EngineException reason && watched == connection) {
                told.accept(reason);
            }
        });
    }

    /** Closes the connection and waits for the broker's answer, as long as the close timeout allows. */
    void close() {
        try {
            Await.end(connection.close(), "close the connection");
        } catch (JMSException failure) {
            LOG.debug("The connection to {} did not end in good order", connection.peer(), failure);
        } finally {
            container.close();
        }
    }
}
