package io.amqpjms.jms.jndi;

import io.amqpjms.jms.AmqpConnectionFactory;
import io.amqpjms.mapping.AmqpQueue;
import io.amqpjms.mapping.AmqpTopic;
import java.util.Map;

/** Objects of the provider's own classes. Stateless. */
final class OwnObjects implements NamedObjects {
    @Override
    public AmqpConnectionFactory connectionFactory(Map<String, String> options) {
        AmqpConnectionFactory factory = new AmqpConnectionFactory();
        factory.setProperties(options);
        return factory;
    }

    @Override
    public AmqpQueue queue(String address) {
        return new AmqpQueue(address);
    }

    @Override
    public AmqpTopic topic(String address) {
        return new AmqpTopic(address);
    }
}
