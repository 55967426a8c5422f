package io.amqpjms.jms.jndi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.jms.AmqpConnectionFactory;
import io.amqpjms.mapping.AmqpQueue;
import io.amqpjms.mapping.AmqpTopic;
import java.util.Map;
import javax.naming.ConfigurationException;
import javax.naming.Reference;
import javax.naming.Referenceable;
import javax.naming.StringRefAddr;
import javax.naming.spi.NamingManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmqpObjectFactoryTest {

    private static final String OURS = AmqpObjectFactory.class.getName();

    static final Arguments[] destinations = {
        Arguments.of(new AmqpQueue("orders")), Arguments.of(new AmqpTopic("news")),
    };

    @ParameterizedTest
    @FieldSource("destinations")
    void destinationComesBackFromItsReference(Referenceable destination) throws Exception {
        assertThat(NamingManager.getObjectInstance(destination.getReference(), null, null, null))
                .isEqualTo(destination);
    }

    @Test
    void connectionFactoryComesBackFromItsReferenceWithoutThePassword() throws Exception {
        AmqpConnectionFactory factory = new AmqpConnectionFactory("alice", "sesame", "amqp://broker?jms.clientID=a");
        Object copy = NamingManager.getObjectInstance(factory.getReference(), null, null, null);
        assertThat(copy)
                .isInstanceOfSatisfying(
                        AmqpConnectionFactory.class,
                        made -> assertThat(made.getProperties()).isEqualTo(factory.getProperties()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jakarta.jms.XAConnectionFactory",
                "jakarta.jms.XAQueueConnectionFactory",
                "jakarta.jms.XATopicConnectionFactory",
            })
    void xaIsRefusedWithItsReason(String type) {
        Reference reference = containerReference(type, Map.of("brokerURL", "amqp://broker"));
        assertThatThrownBy(() -> made(reference))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no distributed transactions");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.amqpjms.jms.AmqpConnectionFactory",
                "jakarta.jms.ConnectionFactory",
                "jakarta.jms.QueueConnectionFactory",
                "jakarta.jms.TopicConnectionFactory",
            })
    void containerDeclaresAConnectionFactoryByProperties(String type) throws Exception {
        Reference reference = containerReference(type, Map.of("brokerURL", "amqp://broker", "username", "alice"));
        reference.add(new StringRefAddr("clientID", null));
        assertThat(made(reference)).isInstanceOfSatisfying(AmqpConnectionFactory.class, factory -> {
            assertThat(factory.getRemoteURI()).isEqualTo("amqp://broker");
            assertThat(factory.getUsername()).isEqualTo("alice");
            assertThat(factory.getClientID()).isNull();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "jakarta.jms.Queue, address",
        "jakarta.jms.Queue, physicalName",
        "io.amqpjms.mapping.AmqpQueue, physicalName",
        "jakarta.jms.Topic, address",
        "io.amqpjms.mapping.AmqpTopic, address",
    })
    void containerDeclaresADestinationByItsAddress(String type, String property) throws Exception {
        Object made = made(containerReference(type, Map.of(property, "orders")));
        assertThat(made).isEqualTo(type.endsWith("Queue") ? new AmqpQueue("orders") : new AmqpTopic("orders"));
    }

    static final Arguments[] others = {
        Arguments.of((Object) null),
        Arguments.of("amqp://broker"),
        Arguments.of(new Reference("javax.sql.DataSource", OURS, null)),
        Arguments.of(new Reference("jakarta.jms.Queue", "com.example.OtherFactory", null)),
        Arguments.of(new Reference("jakarta.jms.ConnectionFactory")),
        Arguments.of(new AmqpQueue("orders")),
    };

    @ParameterizedTest
    @FieldSource("others")
    void whatIsNotOursIsLeftToOthers(Object object) throws Exception {
        assertThat(made(object)).isNull();
    }

    @Test
    void unusablePropertiesAreRefused() {
        assertThatThrownBy(() -> made(containerReference("jakarta.jms.ConnectionFactory", Map.of("userName", "a"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Did you mean 'jms.username'?");
        assertThatThrownBy(() -> made(containerReference("jakarta.jms.Queue", Map.of())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'address' is missing");
    }

    private static Object made(Object object) throws Exception {
        return new AmqpObjectFactory().getObjectInstance(object, null, null, null);
    }

    /** As a servlet container makes it: its own factory first, ours as a property, and notes to itself. */
    private static Reference containerReference(String type, Map<String, String> properties) {
        Reference reference = new Reference(type, "org.apache.naming.factory.ResourceFactory", null);
        reference.add(new StringRefAddr("factory", OURS));
        reference.add(new StringRefAddr("scope", "Shareable"));
        reference.add(new StringRefAddr("auth", "Container"));
        reference.add(new StringRefAddr("singleton", "true"));
        properties.forEach((name, value) -> reference.add(new StringRefAddr(name, value)));
        return reference;
    }
}
