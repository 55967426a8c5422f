package io.amqpjms.tck;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;

/** Answers the sixteen names the kit looks up with objects of the provider under test. */
public final class KitContextFactory implements InitialContextFactory {
    private static final String SUBSCRIBER_ID = "cts";

    @Override
    public Context getInitialContext(Hashtable<?, ?> environment) throws NamingException {
        try {
            return new FixedNames(names(ProviderUnderTest.fromSystemProperties(), BrokerUnderTest.running()));
        } catch (ReflectiveOperationException e) {
            NamingException refused = new NamingException("make the connection factory of the provider under test");
            refused.initCause(e);
            throw refused;
        }
    }

    static Map<String, Object> names(ProviderUnderTest provider, BrokerUnderTest broker)
            throws ReflectiveOperationException {
        ConnectionFactory factory = provider.factory(broker);
        Map<String, Object> names = new HashMap<>();
        names.put("MyConnectionFactory", factory);
        names.put("MyQueueConnectionFactory", factory);
        names.put("MyTopicConnectionFactory", factory);
        names.put("DURABLE_SUB_CONNECTION_FACTORY", provider.factory(broker, SUBSCRIBER_ID));
        try (JMSContext context = factory.createContext()) {
            BrokerUnderTest.QUEUES.forEach(queue -> names.put(queue, context.createQueue(queue)));
            BrokerUnderTest.TOPICS.forEach(topic -> names.put(topic, context.createTopic(topic)));
            RunNotes.write(context.getMetaData(), broker.name());
        }
        return names;
    }
}
