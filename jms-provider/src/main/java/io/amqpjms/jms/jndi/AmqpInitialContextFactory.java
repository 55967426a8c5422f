package io.amqpjms.jms.jndi;

import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes a read-only naming context of properties. Immutable, for any thread.
 *
 * <p>To be named by {@code java.naming.factory.initial}. It reads its environment and, if {@code java.naming.provider.url}
 * names one, a properties file:
 *
 * <ul>
 *   <li>{@code connectionfactory.<name>=<uri>}: a connection factory; without any there are {@code ConnectionFactory},
 *       {@code QueueConnectionFactory} and {@code TopicConnectionFactory}
 *   <li>{@code default.connectionfactory.<option>=<value>}: an option of every connection factory
 *   <li>{@code property.connectionfactory.<name>.<option>=<value>}: an option of one
 *   <li>{@code queue.<name>=<address>}, {@code topic.<name>=<address>}: a destination
 *   <li>{@code dynamicQueues/<address>}, {@code dynamicTopics/<address>} are found without being declared
 *   <li>{@code java.naming.provider.url=<uri>}: where connection factories connect that name no URI
 *   <li>{@code java.naming.security.principal} and {@code java.naming.security.credentials}: who logs in where nothing else
 *       says so
 * </ul>
 *
 * <p>In values, {@code ${name}} and {@code ${name:-default}} stand for a system property, an environment variable or another
 * property, and {@code $$} for a dollar sign.
 */
public final class AmqpInitialContextFactory implements InitialContextFactory {
    private final NamedObjects objects;

    /** Used by the naming service. */
    public AmqpInitialContextFactory() {
        this(new OwnObjects());
    }

    /** The same with objects of other classes. */
    public AmqpInitialContextFactory(NamedObjects objects) {
        this.objects = objects;
    }

    @Override
    public Context getInitialContext(@Nullable Hashtable<?, ?> environment) throws NamingException {
        Map<Object, Object> copy = environment == null ? Map.of() : new LinkedHashMap<>(environment);
        JndiProperties properties = JndiProperties.of(copy);
        Map<String, Object> bindings = new Bindings(properties, objects).all();
        return new ReadOnlyContext(bindings, "", copy, objects);
    }
}
