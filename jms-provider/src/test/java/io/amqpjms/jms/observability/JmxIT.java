package io.amqpjms.jms.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.Session;
import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What JMX shows of connections that want it. */
class JmxIT {
    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    @RegisterExtension
    static final EmbeddedBroker broker = new EmbeddedBroker();

    private static Set<ObjectName> beans() throws Exception {
        return SERVER.queryNames(new ObjectName("io.amqpjms:type=Connection,*"), null);
    }

    @Test
    void connectionIsShownWhileItIsOpen() throws Exception {
        try (Connection connection = new AmqpConnectionFactory(
                                "alice", "secret", broker.uri() + "?jms.jmx=true&jms.clientID=billing")
                        .createConnection();
                Session session = connection.createSession()) {
            var queue = session.createQueue("shown");
            session.createProducer(queue).send(session.createTextMessage("a"));
            connection.start();
            assertThat(session.createConsumer(queue).receive(10_000)).isNotNull();
            assertThat(beans()).hasSize(1);
            ObjectName bean = beans().iterator().next();
            await().until(() -> SERVER.getAttribute(bean, "Sent"), sent -> sent.equals(1L));
            assertThat(SERVER.getAttribute(bean, "ClientId")).isEqualTo("billing");
            assertThat(SERVER.getAttribute(bean, "Broker"))
                    .isEqualTo(broker.uri().toString());
            assertThat(SERVER.getAttribute(bean, "State")).isEqualTo("CONNECTED");
            assertThat(SERVER.getAttribute(bean, "Sessions")).isEqualTo(1);
            assertThat(SERVER.getAttribute(bean, "Producers")).isEqualTo(1);
            assertThat(SERVER.getAttribute(bean, "Consumers")).isEqualTo(1);
            assertThat(SERVER.getAttribute(bean, "Received")).isEqualTo(1L);
            assertThat(SERVER.getAttribute(bean, "InFlight")).isEqualTo(0L);
            assertThat(SERVER.getAttribute(bean, "Prefetched")).isEqualTo(0);
            assertThat(SERVER.getAttribute(bean, "Reconnects")).isEqualTo(0);
            for (var attribute : SERVER.getMBeanInfo(bean).getAttributes()) {
                assertThat(String.valueOf(SERVER.getAttribute(bean, attribute.getName())))
                        .doesNotContain("secret");
            }
        }
        assertThat(beans()).isEmpty();
    }

    @Test
    void connectionIsNotShownUnlessThatIsWanted() throws Exception {
        try (Connection connection = new AmqpConnectionFactory(broker.uri().toString()).createConnection()) {
            connection.createSession();
            assertThat(beans()).isEmpty();
        }
    }
}
