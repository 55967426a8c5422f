package io.amqpjms.jms;

import javax.management.MXBean;
import org.jspecify.annotations.Nullable;

/**
 * What a connection is doing at the moment: what {@link Metrics} may ask, and what {@code jms.jmx=true} shows to JMX. No secret is
 * among it. Each value is recent, not exact, and they are not taken at one moment. For any thread.
 */
@MXBean
public interface ConnectionStatus {
    /** How it stands with the line to the broker. */
    enum State {
        /** There is a line. */
        CONNECTED,
        /** The line is lost and is being made anew. */
        RECONNECTING,
        /** The line is lost for good. */
        FAILED,
        /** The application has closed the connection. */
        CLOSED
    }

    /** The connection's own identifier; it is part of message identifiers. */
    String getConnectionId();

    /** The client identifier (JMS 3.1 §6.1.2), or null if the application gave none. */
    @Nullable
    String getClientId();

    /** The broker, as {@code amqp://host:port}; during a reconnect the one that is tried. */
    String getBroker();

    /** How it stands with the line. */
    State getState();

    /** Open sessions. */
    int getSessions();

    /** Open producers. */
    int getProducers();

    /** Open consumers, those of application servers included, browsers not. */
    int getConsumers();

    /** Messages that were accepted by a broker. */
    long getSent();

    /** Messages that were given to the application; those that it got twice count twice. */
    long getReceived();

    /** Messages that are being sent, without an outcome so far. */
    long getInFlight();

    /** Messages that wait here for consumers to take them. */
    int getPrefetched();

    /** How often a lost line was followed by another one. */
    int getReconnects();
}
