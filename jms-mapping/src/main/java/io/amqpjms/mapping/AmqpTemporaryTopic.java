package io.amqpjms.mapping;

import jakarta.jms.JMSException;
import jakarta.jms.TemporaryTopic;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A topic that lives as long as the connection that made it (JMS 3.1 §4.1.4). */
public final class AmqpTemporaryTopic extends AmqpTemporaryDestination implements TemporaryTopic {

    @Serial
    private static final long serialVersionUID = 1L;

    /** A topic made by {@code owner}, or by somebody elsewhere when null. */
    public AmqpTemporaryTopic(String address, @Nullable TemporaryOwner owner) {
        super(address, owner);
    }

    @Override
    public DestinationKind kind() {
        return DestinationKind.TEMPORARY_TOPIC;
    }

    @Override
    public String getTopicName() {
        return address();
    }

    @Override
    public void delete() throws JMSException {
        deleteNode();
    }
}
