package io.amqpjms.mapping;

import jakarta.jms.JMSException;

/** Whoever made a temporary destination and may therefore delete it (JMS 3.1 §4.1.4): a connection. */
@FunctionalInterface
public interface TemporaryOwner {

    /** Removes the node behind the destination, or says why that cannot be done now. */
    void delete(JmsDestination destination) throws JMSException;
}
