package io.amqpjms.jms.internal.context;

import jakarta.jms.JMSException;
import org.jspecify.annotations.Nullable;

/** A call of the classic API that returns something; runs on the caller's thread. */
@FunctionalInterface
public interface JmsCall<T extends @Nullable Object> {
    T run() throws JMSException;
}
