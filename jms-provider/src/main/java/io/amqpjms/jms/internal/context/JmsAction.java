package io.amqpjms.jms.internal.context;

import jakarta.jms.JMSException;

/** A call of the classic API that returns nothing; runs on the caller's thread. */
@FunctionalInterface
public interface JmsAction {
    void run() throws JMSException;
}
