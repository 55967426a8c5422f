package io.amqpjms.jms.jndi;

import io.amqpjms.jms.AmqpConnectionFactory;
import io.amqpjms.mapping.AmqpQueue;
import io.amqpjms.mapping.AmqpTopic;
import io.amqpjms.mapping.JmsDestination;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import jakarta.jms.QueueConnectionFactory;
import jakarta.jms.Topic;
import jakarta.jms.TopicConnectionFactory;
import jakarta.jms.XAConnectionFactory;
import jakarta.jms.XAQueueConnectionFactory;
import jakarta.jms.XATopicConnectionFactory;
import java.util.Hashtable;
import java.util.Map;
import javax.naming.ConfigurationException;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.NamingException;
import javax.naming.RefAddr;
import javax.naming.Reference;
import javax.naming.spi.ObjectFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes connection factories and destinations from what a naming service has stored, and from the resources that a container's
 * configuration declares. Stateless, for any thread.
 *
 * <p>A resource of type {@code io.amqpjms.jms.AmqpConnectionFactory} or a connection factory of {@code jakarta.jms} takes every
 * option as a property, with or without {@code jms.}, and the URI as {@code remoteURI} or {@code brokerURL}; one of type
 * {@code jakarta.jms.Queue} or {@code Topic} takes {@code address} or {@code physicalName}.
 */
public final class AmqpObjectFactory implements ObjectFactory {

    private static final String NAME = AmqpObjectFactory.class.getName();
    private static final OwnObjects OBJECTS = new OwnObjects();

    /** What we make whoever asks. */
    private static final Map<String, Maker> OWN_TYPES = Map.of(
            AmqpConnectionFactory.class.getName(), AmqpObjectFactory::factory,
            AmqpQueue.class.getName(), AmqpObjectFactory::queue,
            AmqpTopic.class.getName(), AmqpObjectFactory::topic);

    /** What we make when we are asked by name; other providers make them too. */
    private static final Map<String, Maker> STANDARD_TYPES = Map.of(
            ConnectionFactory.class.getName(), AmqpObjectFactory::factory,
            QueueConnectionFactory.class.getName(), AmqpObjectFactory::factory,
            TopicConnectionFactory.class.getName(), AmqpObjectFactory::factory,
            XAConnectionFactory.class.getName(), AmqpObjectFactory::noXa,
            XAQueueConnectionFactory.class.getName(), AmqpObjectFactory::noXa,
            XATopicConnectionFactory.class.getName(), AmqpObjectFactory::noXa,
            Queue.class.getName(), AmqpObjectFactory::queue,
            Topic.class.getName(), AmqpObjectFactory::topic);

    /** Used by the naming service. */
    public AmqpObjectFactory() {}

    /** The object, or null for whatever is not a reference of ours. */
    @Override
    public @Nullable Object getObjectInstance(
            @Nullable Object object,
            @Nullable Name name,
            @Nullable Context context,
            @Nullable Hashtable<?, ?> environment)
            throws NamingException {
        if (!(object instanceof Reference reference)) {
            return null;
        }
        Maker maker = OWN_TYPES.get(reference.getClassName());
        if (maker == null && isAskedByName(reference)) {
            maker = STANDARD_TYPES.get(reference.getClassName());
        }
        return maker == null ? null : maker.make(ReferenceProperties.of(reference));
    }

    private static boolean isAskedByName(Reference reference) {
        RefAddr factory = reference.get(ReferenceProperties.FACTORY);
        return NAME.equals(reference.getFactoryClassName()) || (factory != null && NAME.equals(factory.getContent()));
    }

    private static AmqpConnectionFactory factory(Map<String, String> properties) throws NamingException {
        try {
            return OBJECTS.connectionFactory(properties);
        } catch (JMSRuntimeException e) {
            NamingException failure =
                    new ConfigurationException("The connection factory cannot be made: " + e.getMessage());
            failure.initCause(e);
            throw failure;
        }
    }

    private static Object noXa(Map<String, String> properties) throws NamingException {
        throw new ConfigurationException("There is no XA connection factory: AMQP 1.0 brokers have no distributed"
                + " transactions. Declare a jakarta.jms.ConnectionFactory; its local transactions can be the last resource"
                + " of a transaction manager.");
    }

    private static AmqpQueue queue(Map<String, String> properties) throws NamingException {
        return OBJECTS.queue(address(properties));
    }

    private static AmqpTopic topic(Map<String, String> properties) throws NamingException {
        return OBJECTS.topic(address(properties));
    }

    private static String address(Map<String, String> properties) throws NamingException {
        String address = properties.getOrDefault(JmsDestination.ADDRESS, properties.getOrDefault("physicalName", ""));
        if (address.isBlank()) {
            throw new ConfigurationException(
                    "The destination cannot be made: its property '" + JmsDestination.ADDRESS + "' is missing.");
        }
        return address;
    }

    @FunctionalInterface
    private interface Maker {
        Object make(Map<String, String> properties) throws NamingException;
    }
}
