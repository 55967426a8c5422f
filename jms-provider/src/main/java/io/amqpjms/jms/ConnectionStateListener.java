package io.amqpjms.jms;

import jakarta.jms.JMSException;

/**
 * Hears what becomes of the line between a connection and its broker, where a lost line is established again: with a
 * {@code failover:} URI or {@code jms.reconnect}. A line that is lost for good is told to the connection's
 * {@link jakarta.jms.ExceptionListener}, as ever.
 *
 * <p>Called on the connection's own thread, one call at a time and in order, after the fact.
 */
public interface ConnectionStateListener {
    /**
     * The connection stands for the first time.
     *
     * @param broker the broker it leads to
     */
    default void onEstablished(String broker) {}

    /**
     * The line is lost; calls wait for another one as long as their timeouts allow.
     *
     * @param broker the broker it led to, as {@code amqp://host:port}
     * @param reason why
     */
    default void onInterrupted(String broker, JMSException reason) {}

    /**
     * A line stands again; producers and consumers are on their way back.
     *
     * @param broker the broker it leads to
     */
    default void onRestored(String broker) {}
}
