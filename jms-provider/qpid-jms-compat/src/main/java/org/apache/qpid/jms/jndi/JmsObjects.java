package org.apache.qpid.jms.jndi;

import io.amqpjms.jms.jndi.NamedObjects;
import java.util.Map;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.apache.qpid.jms.JmsQueue;
import org.apache.qpid.jms.JmsTopic;

/** Objects of the classes that applications for Qpid JMS cast to. Stateless. */
final class JmsObjects implements NamedObjects {
    @Override
    public JmsConnectionFactory connectionFactory(Map<String, String> options) {
        JmsConnectionFactory factory = new JmsConnectionFactory();
        factory.setProperties(options);
        return factory;
    }

    @Override
    public JmsQueue queue(String address) {
        return new JmsQueue(address);
    }

    @Override
    public JmsTopic topic(String address) {
        return new JmsTopic(address);
    }
}
