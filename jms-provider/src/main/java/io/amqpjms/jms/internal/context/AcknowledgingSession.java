package io.amqpjms.jms.internal.context;

import jakarta.jms.JMSException;
import jakarta.jms.Session;

/** What {@link jakarta.jms.JMSContext#acknowledge()} needs and the classic API has only on messages. */
public interface AcknowledgingSession extends Session {
    /**
     * Acknowledges all messages this session has delivered, as {@code Message.acknowledge} does; without effect in the
     * modes where that has none.
     *
     * @throws jakarta.jms.IllegalStateException if the session is closed
     */
    void acknowledge() throws JMSException;
}
