package io.amqpjms.jms.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSSecurityException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins at Broker-J, the broker that offers SCRAM-SHA-1. */
class BrokerJLoginIT {
    private static BrokerJ broker;

    @BeforeAll
    static void start() throws Exception {
        broker = BrokerJ.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (broker != null) {
            broker.close();
        }
    }

    private static AmqpConnectionFactory factory(String mechanism, String user, String password) {
        AmqpConnectionFactory factory = new AmqpConnectionFactory(user, password, "amqp://localhost:" + broker.port());
        factory.setOption("amqp.saslMechanisms", mechanism);
        return factory;
    }

    private static void isRefused(AmqpConnectionFactory factory, String why) {
        assertThatThrownBy(factory::createConnection)
                .isInstanceOf(JMSSecurityException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-1", "SCRAM-SHA-256", "PLAIN"})
    void theRightPasswordIsLetInAndNoOther(String mechanism) {
        try (JMSContext context = factory(mechanism, "guest", "guest").createContext()) {
            var queue = context.createTemporaryQueue();
            context.createProducer().send(queue, "hello");
            assertThat(context.createConsumer(queue).receiveBody(String.class, 10_000))
                    .isEqualTo("hello");
        }
        isRefused(factory(mechanism, "guest", "wrong"), "as user 'guest' with " + mechanism);
        isRefused(factory(mechanism, "mallory", "guest"), "as user 'mallory' with " + mechanism);
    }

    @Test
    void theStrongestThatIsOfferedIsTaken() {
        isRefused(factory("SCRAM-SHA-1,SCRAM-SHA-256,PLAIN", "guest", "wrong"), "with SCRAM-SHA-256");
    }

    @Test
    void aMechanismThatIsNotOfferedIsNamed() {
        isRefused(factory("SCRAM-SHA-512", "guest", "guest"), "allowed here are [SCRAM-SHA-512]");
    }
}
