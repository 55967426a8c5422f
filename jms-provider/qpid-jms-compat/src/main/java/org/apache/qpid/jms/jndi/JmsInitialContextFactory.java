package org.apache.qpid.jms.jndi;

import io.amqpjms.jms.jndi.AmqpInitialContextFactory;
import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * The naming context of {@link AmqpInitialContextFactory}, which reads the same properties, with objects of the classes of this
 * module. Immutable.
 */
public final class JmsInitialContextFactory implements InitialContextFactory {
    private final AmqpInitialContextFactory contexts = new AmqpInitialContextFactory(new JmsObjects());

    /** Used by the naming service. */
    public JmsInitialContextFactory() {}

    @Override
    public Context getInitialContext(@Nullable Hashtable<?, ?> environment) throws NamingException {
        return contexts.getInitialContext(environment);
    }
}
