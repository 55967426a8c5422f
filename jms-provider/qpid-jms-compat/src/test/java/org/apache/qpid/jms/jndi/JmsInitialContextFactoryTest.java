package org.apache.qpid.jms.jndi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import javax.naming.Context;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.apache.qpid.jms.JmsQueue;
import org.apache.qpid.jms.JmsTopic;
import org.junit.jupiter.api.Test;

@SuppressWarnings("BanJNDI") // looks up its own declarations only
class JmsInitialContextFactoryTest {
    private static Context context(Map<String, String> environment) throws Exception {
        Properties properties = new Properties();
        properties.putAll(environment);
        return new JmsInitialContextFactory().getInitialContext(properties);
    }

    @Test
    void whatIsLookedUpIsOfTheClassesThatApplicationsCastTo() throws Exception {
        Context context = context(Map.of(
                "connectionfactory.broker", "amqp://broker?jms.forceSyncSend=true",
                "queue.jms/orders", "orders",
                "topic.news", "news"));
        assertThat(context.lookup("jms/orders"))
                .isEqualTo(new JmsQueue("orders"))
                .isInstanceOf(JmsQueue.class);
        assertThat(context.lookup("news")).isEqualTo(new JmsTopic("news")).isInstanceOf(JmsTopic.class);
        assertThat(context.lookup("dynamicQueues/any")).isInstanceOf(JmsQueue.class);
        assertThat(((Context) context.lookup("dynamicTopics")).lookup("any")).isInstanceOf(JmsTopic.class);
        assertThat(context.lookup("broker"))
                .isInstanceOfSatisfying(
                        JmsConnectionFactory.class,
                        factory -> assertThat(factory.isForceSyncSend()).isTrue());
    }

    @Test
    void thePrincipalOfTheEnvironmentLogsIn() throws Exception {
        Context context = context(Map.of(Context.SECURITY_PRINCIPAL, "alice", Context.SECURITY_CREDENTIALS, "secret"));
        assertThat(((JmsConnectionFactory) context.lookup("ConnectionFactory")).getUsername())
                .isEqualTo("alice");
    }
}
