package io.amqpjms.jms.jndi;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.Queue;
import jakarta.jms.Topic;
import java.util.Map;

/** Makes what a naming context holds, of the classes that its applications expect. For any thread. */
public interface NamedObjects {
    /** A factory with these options, refused by a {@link jakarta.jms.JMSRuntimeException} if they cannot be used. */
    ConnectionFactory connectionFactory(Map<String, String> options);

    Queue queue(String address);

    Topic topic(String address);
}
