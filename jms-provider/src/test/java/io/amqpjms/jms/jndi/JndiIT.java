package io.amqpjms.jms.jndi;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.EmbeddedBroker;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import java.util.Properties;
import javax.naming.Context;
import javax.naming.InitialContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application that knows names only. */
@SuppressWarnings("BanJNDI") // looks up its own declarations only
class JndiIT {

    @RegisterExtension
    static final EmbeddedBroker broker = new EmbeddedBroker().withUser("alice", "sesame");

    @Test
    void messageGoesThroughObjectsThatWereLookedUp() throws Exception {
        Properties environment = new Properties();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, AmqpInitialContextFactory.class.getName());
        environment.put(Context.SECURITY_PRINCIPAL, "alice");
        environment.put(Context.SECURITY_CREDENTIALS, "sesame");
        environment.put("connectionfactory.broker", "${broker.uri}?jms.prefetchPolicy.all=1");
        environment.put("broker.uri", broker.uri().toString());
        environment.put("queue.jms/orders", "orders");
        Context names = new InitialContext(environment);
        ConnectionFactory factory = (ConnectionFactory) names.lookup("broker");
        Queue orders = (Queue) names.lookup("jms/orders");
        Queue sameOrders = (Queue) names.lookup("dynamicQueues/orders");

        try (JMSContext jms = factory.createContext()) {
            jms.createProducer().send(orders, "by name");
            assertThat(jms.createConsumer(sameOrders).receiveBody(String.class, 10_000))
                    .isEqualTo("by name");
        }
    }
}
