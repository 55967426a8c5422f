package org.apache.qpid.jms.jndi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import javax.naming.Reference;
import javax.naming.StringRefAddr;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.apache.qpid.jms.JmsQueue;
import org.apache.qpid.jms.JmsTopic;
import org.junit.jupiter.api.Test;

class JNDIReferenceFactoryTest {
    /** As Tomcat makes it of a Resource element: its own factory first, ours as a property, and notes to itself. */
    private static Reference ofAContainer(Class<?> type, Map<String, String> properties) {
        Reference reference = new Reference(type.getName(), "org.apache.naming.factory.ResourceFactory", null);
        reference.add(new StringRefAddr("description", "the broker"));
        reference.add(new StringRefAddr("scope", "Shareable"));
        reference.add(new StringRefAddr("auth", "Container"));
        reference.add(new StringRefAddr("singleton", "true"));
        reference.add(new StringRefAddr("factory", JNDIReferenceFactory.class.getName()));
        reference.add(new StringRefAddr("closeMethod", "close"));
        properties.forEach((name, value) -> reference.add(new StringRefAddr(name, value)));
        return reference;
    }

    private static Object made(Reference reference) {
        return new JNDIReferenceFactory().getObjectInstance(reference, null, null, null);
    }

    @Test
    void aContainerDeclaresAConnectionFactory() {
        Map<String, String> properties = Map.of("remoteURI", "amqp://broker:5672", "clientID", "billing");
        Reference reference = ofAContainer(JmsConnectionFactory.class, properties);
        reference.add(new StringRefAddr("username", null));
        assertThat(made(reference)).isInstanceOfSatisfying(JmsConnectionFactory.class, factory -> {
            assertThat(factory.getRemoteURI()).isEqualTo("amqp://broker:5672");
            assertThat(factory.getClientID()).isEqualTo("billing");
            assertThat(factory.getUsername()).isNull();
        });
    }

    @Test
    void aContainerDeclaresDestinations() {
        Map<String, String> properties = Map.of("address", "orders");
        assertThat(made(ofAContainer(JmsQueue.class, properties))).isEqualTo(new JmsQueue("orders"));
        assertThat(made(ofAContainer(JmsTopic.class, properties))).isEqualTo(new JmsTopic("orders"));
    }
}
