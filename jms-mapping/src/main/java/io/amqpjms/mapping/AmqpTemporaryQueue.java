package io.amqpjms.mapping;

import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.TemporaryQueue;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A queue that lives as long as the connection that made it (JMS 3.1 §4.1.4). Immutable. */
public final class AmqpTemporaryQueue extends JmsDestination implements TemporaryQueue {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient @Nullable TemporaryOwner owner;

    /** A queue made by {@code owner}, or by somebody elsewhere when null. */
    public AmqpTemporaryQueue(String address, @Nullable TemporaryOwner owner) {
        super(address);
        this.owner = owner;
    }

    /** The connection that made it; null when that was not here. */
    public @Nullable TemporaryOwner owner() {
        return owner;
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
        if (owner == null) {
            throw new IllegalStateException(
                    "Temporary queue '" + address() + "' can be deleted only through the connection that created it");
        }
        owner.delete(this);
    }
}
