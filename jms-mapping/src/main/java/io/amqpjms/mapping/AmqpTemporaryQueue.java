package io.amqpjms.mapping;

import jakarta.jms.JMSException;
import jakarta.jms.TemporaryQueue;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A queue that lives as long as the connection that made it (JMS 3.1 §4.1.4). */
public final class AmqpTemporaryQueue extends AmqpTemporaryDestination implements TemporaryQueue {

    @Serial
    private static final long serialVersionUID = 1L;

    /** A queue made by {@code owner}, or by somebody elsewhere when null. */
    public AmqpTemporaryQueue(String address, @Nullable TemporaryOwner owner) {
        super(address, owner);
    }

    @Override
    public DestinationKind kind() {
        return DestinationKind.TEMPORARY_QUEUE;
    }

    @Override
    public String getQueueName() {
        return address();
    }

    @Override
    public void delete() throws JMSException {
        deleteNode();
    }
}
