package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** JMSXUserID, which only the provider sets (JMS 3.1 §3.5.9). */
class UserIdIT {
    private static final long PATIENCE_MILLIS = 10_000;

    @RegisterExtension
    static final EmbeddedBroker broker =
            new EmbeddedBroker().withUser("ann", "her password").withUser("bob", "his password");

    @Test
    void sentMessagesCarryTheUserWhoLoggedInIfThatIsWanted() throws Exception {
        try (JMSContext context = connect("ann", "her password", "?jms.populateJMSXUserID=true")) {
            assertThat(exchanged(context, context.createMessage()).getStringProperty("JMSXUserID"))
                    .isEqualTo("ann");
        }
        try (JMSContext context = connect("ann", "her password", "")) {
            assertThat(exchanged(context, context.createMessage()).propertyExists("JMSXUserID"))
                    .isFalse();
        }
    }

    @Test
    void messageSentOnIsNoLongerItsFirstSenders() throws Exception {
        Message fromAnn;
        try (JMSContext ann = connect("ann", "her password", "?jms.populateJMSXUserID=true")) {
            fromAnn = exchanged(ann, ann.createMessage());
        }
        try (JMSContext bob = connect("bob", "his password", "")) {
            assertThat(exchanged(bob, fromAnn).propertyExists("JMSXUserID")).isFalse();
        }
    }

    private static JMSContext connect(String user, String password, String options) {
        return new AmqpConnectionFactory(broker.uri() + options).createContext(user, password);
    }

    private static Message exchanged(JMSContext context, Message message) {
        Queue queue = context.createQueue("users");
        context.createProducer().send(queue, message);
        return context.createConsumer(queue).receive(PATIENCE_MILLIS);
    }
}
