package org.apache.qpid.jms.jndi;

import io.amqpjms.jms.jndi.ReferenceProperties;
import java.util.Hashtable;
import java.util.Map;
import java.util.function.Supplier;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.Reference;
import javax.naming.spi.ObjectFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.apache.qpid.jms.JmsQueue;
import org.apache.qpid.jms.JmsTopic;
import org.jspecify.annotations.Nullable;

/** Makes of a reference what it was made of. Stateless. */
public final class JNDIReferenceFactory implements ObjectFactory {
    private static final Map<String, Supplier<JNDIStorable>> STORABLE = Map.of(
            JmsConnectionFactory.class.getName(), JmsConnectionFactory::new,
            JmsQueue.class.getName(), JmsQueue::new,
            JmsTopic.class.getName(), JmsTopic::new);

    /** Used by the naming service. */
    public JNDIReferenceFactory() {}

    @Override
    public @Nullable Object getObjectInstance(
            @Nullable Object stored,
            @Nullable Name name,
            @Nullable Context context,
            @Nullable Hashtable<?, ?> environment) {
        if (!(stored instanceof Reference reference) || !STORABLE.containsKey(reference.getClassName())) {
            return null;
        }
        JNDIStorable made = STORABLE.get(reference.getClassName()).get();
        made.setProperties(ReferenceProperties.of(reference));
        return made;
    }
}
