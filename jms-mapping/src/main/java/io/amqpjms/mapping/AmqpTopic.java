package io.amqpjms.mapping;

import jakarta.jms.Topic;
import java.io.Serial;

/** A topic by its address. Immutable. */
public final class AmqpTopic extends JmsDestination implements Topic {

    @Serial
    private static final long serialVersionUID = 1L;

    public AmqpTopic(String address) {
        super(address);
    }

    @Override
    public DestinationKind kind() {
        return DestinationKind.TOPIC;
    }

    @Override
    public String getTopicName() {
        return address();
    }
}
