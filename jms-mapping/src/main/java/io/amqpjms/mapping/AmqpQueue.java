package io.amqpjms.mapping;

import jakarta.jms.Queue;
import java.io.Serial;

/** A queue by its address. Immutable. */
public final class AmqpQueue extends JmsDestination implements Queue {

    @Serial
    private static final long serialVersionUID = 1L;

    public AmqpQueue(String address) {
        super(address);
    }

    @Override
    public DestinationKind kind() {
        return DestinationKind.QUEUE;
    }

    @Override
    public String getQueueName() {
        return address();
    }
}
