package io.amqpjms.jms.jndi;

import io.amqpjms.jms.internal.options.FactorySettings;
import io.amqpjms.jms.internal.options.JmsOptions;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSRuntimeException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import javax.naming.ConfigurationException;
import javax.naming.NamingException;

/** Makes the objects that properties declare; for one thread. */
final class Bindings {

    private static final String FACTORY = "connectionfactory.";
    private static final String FACTORY_DEFAULT = "default.connectionfactory.";
    private static final String FACTORY_PROPERTY = "property.connectionfactory.";
    private static final String QUEUE = "queue.";
    private static final String TOPIC = "topic.";
    private static final List<String> DEFAULT_FACTORIES =
            List.of("ConnectionFactory", "QueueConnectionFactory", "TopicConnectionFactory");

    private final JndiProperties properties;
    private final NamedObjects objects;
    private final Map<String, Object> bound = new TreeMap<>();

    Bindings(JndiProperties properties, NamedObjects objects) {
        this.properties = properties;
        this.objects = objects;
    }

    /** All objects by their names. */
    Map<String, Object> all() throws NamingException {
        bindFactories();
        bindDestinations(QUEUE, objects::queue);
        bindDestinations(TOPIC, objects::topic);
        return bound;
    }

    private void bindFactories() throws NamingException {
        Map<String, String> uris = properties.startingWith(FACTORY);
        if (uris.isEmpty()) {
            DEFAULT_FACTORIES.forEach(name -> uris.put(name, ""));
        }
        Map<String, Map<String, String>> own = ownOptions(uris);
        for (Map.Entry<String, String> factory : uris.entrySet()) {
            String name = factory.getKey();
            bind(FACTORY + name, name, factory(name, factory.getValue(), own.getOrDefault(name, Map.of())));
        }
    }

    private Map<String, Map<String, String>> ownOptions(Map<String, String> uris) throws NamingException {
        Map<String, Map<String, String>> own = new HashMap<>();
        for (Map.Entry<String, String> property :
                properties.startingWith(FACTORY_PROPERTY).entrySet()) {
            // Names may hold dots, so the longest that fits is meant.
            String name = uris.keySet().stream()
                    .filter(factory -> property.getKey().startsWith(factory + "."))
                    .max(Comparator.comparingInt(String::length))
                    .orElse(null);
            if (name == null) {
                throw new ConfigurationException("JNDI property '" + FACTORY_PROPERTY + property.getKey()
                        + "' belongs to none of the connection factories " + uris.keySet() + ".");
            }
            String option = property.getKey().substring(name.length() + 1);
            own.computeIfAbsent(name, factory -> new LinkedHashMap<>()).put(option, property.getValue());
        }
        return own;
    }

    private ConnectionFactory factory(String name, String uri, Map<String, String> own) throws NamingException {
        Map<String, String> options = new LinkedHashMap<>();
        String provider = properties.providerUri();
        if (provider != null) {
            options.put("remoteURI", provider);
        }
        options.putAll(properties.startingWith(FACTORY_DEFAULT));
        if (!uri.isBlank()) {
            options.put("remoteURI", uri);
        }
        options.putAll(own);
        try {
            logInAsPrincipal(options);
            return objects.connectionFactory(options);
        } catch (JMSRuntimeException e) {
            NamingException failure =
                    new ConfigurationException("Connection factory '" + name + "' cannot be made: " + e.getMessage());
            failure.initCause(e);
            throw failure;
        }
    }

    private void logInAsPrincipal(Map<String, String> options) throws NamingException {
        String principal = properties.principal();
        if (principal == null || hasUser(options)) {
            return;
        }
        options.put(JmsOptions.USERNAME.name(), principal);
        String credentials = properties.credentials();
        if (credentials != null) {
            options.put(JmsOptions.PASSWORD.name(), credentials);
        }
    }

    private static boolean hasUser(Map<String, String> options) {
        return FactorySettings.DEFAULT.with(options).options().find(JmsOptions.USERNAME) != null;
    }

    private void bindDestinations(String prefix, Function<String, Object> kind) throws NamingException {
        for (Map.Entry<String, String> destination :
                properties.startingWith(prefix).entrySet()) {
            String key = prefix + destination.getKey();
            String address = destination.getValue().strip();
            if (address.isEmpty()) {
                throw new ConfigurationException("JNDI property '" + key + "' names no address.");
            }
            bind(key, destination.getKey(), kind.apply(address));
        }
    }

    private void bind(String key, String name, Object object) throws NamingException {
        Object before = bound.put(name, object);
        if (before != null) {
            throw new ConfigurationException("JNDI property '" + key + "' takes the name '" + name
                    + "', which is already taken by " + before.getClass().getSimpleName() + ".");
        }
    }
}
