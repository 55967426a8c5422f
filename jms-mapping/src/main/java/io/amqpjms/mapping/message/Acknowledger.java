package io.amqpjms.mapping.message;

import jakarta.jms.JMSException;

/** What {@code Message.acknowledge()} does for a received message: the session's acknowledge mode knows. */
@FunctionalInterface
public interface Acknowledger {

    void acknowledge() throws JMSException;
}
