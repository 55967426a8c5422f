package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.InvalidSelectorException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Topics and the ways to subscribe to them, on a real broker. */
class SubscriptionIT {
    @RegisterExtension
    static final EmbeddedBroker broker = new EmbeddedBroker();

    private String clientId;
    private Connection connection;
    private Session session;
    private Topic topic;

    @BeforeEach
    void connect(TestInfo test) throws Exception {
        clientId = test.getTestMethod().orElseThrow().getName();
        connection = new AmqpConnectionFactory(broker.uri().toString()).createConnection();
        connection.setClientID(clientId);
        connection.start();
        session = connection.createSession();
        topic = session.createTopic(clientId + "-topic");
    }

    @AfterEach
    void disconnect() throws Exception {
        connection.close();
    }

    @Test
    void everySubscriberGetsEveryMessage() throws Exception {
        MessageConsumer one = session.createConsumer(topic);
        MessageConsumer two = session.createConsumer(topic);
        publish("news");
        assertThat(text(one.receive(5000))).isEqualTo("news");
        assertThat(text(two.receive(5000))).isEqualTo("news");
    }

    @Test
    void durableSubscriptionKeepsWhatComesMeanwhile() throws Exception {
        session.createDurableConsumer(topic, "sub").close();
        publish("missed");
        connection.close();

        connection = new AmqpConnectionFactory(broker.uri().toString()).createConnection();
        connection.setClientID(clientId);
        connection.start();
        session = connection.createSession();
        MessageConsumer again = session.createDurableConsumer(topic, "sub");
        assertThat(text(again.receive(5000))).isEqualTo("missed");
        again.close();
        session.unsubscribe("sub");
    }

    @Test
    void unsubscribedMessagesAreForgotten() throws Exception {
        session.createDurableConsumer(topic, "sub").close();
        publish("forgotten");
        session.unsubscribe("sub");
        assertThat(session.createDurableConsumer(topic, "sub").receive(200)).isNull();
    }

    @Test
    void unknownSubscriptionCannotBeDeleted() {
        assertThatThrownBy(() -> session.unsubscribe("nobody"))
                .isInstanceOf(InvalidDestinationException.class)
                .hasMessageContaining("nobody");
    }

    @Test
    void activeSubscriptionIsNeitherDeletedNorTakenTwice() throws Exception {
        session.createDurableConsumer(topic, "sub");
        assertThatThrownBy(() -> session.unsubscribe("sub"))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("sub");
        assertThatThrownBy(() -> session.createDurableConsumer(topic, "sub")).isInstanceOf(JMSException.class);
    }

    @Test
    void durableSubscriptionNeedsAClientIdentifier() throws Exception {
        try (Connection nameless = new AmqpConnectionFactory(broker.uri().toString()).createConnection()) {
            Session other = nameless.createSession();
            assertThatThrownBy(() -> other.createDurableConsumer(topic, "sub"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("client identifier");
        }
    }

    @Test
    void sharedConsumersShareTheMessages() throws Exception {
        MessageConsumer one = session.createSharedConsumer(topic, "shared");
        MessageConsumer two = connection.createSession().createSharedConsumer(topic, "shared");
        publish("a");
        publish("b");
        String first = text(one.receive(5000));
        String second = text(two.receive(5000));
        assertThat(new String[] {first, second}).containsExactlyInAnyOrder("a", "b");
        assertThat(one.receive(100)).isNull();
        assertThat(two.receive(100)).isNull();
    }

    @Test
    void sharedDurableSubscriptionOutlivesItsConsumers() throws Exception {
        MessageConsumer one = session.createSharedDurableConsumer(topic, "shared-durable");
        MessageConsumer two = session.createSharedDurableConsumer(topic, "shared-durable");
        one.close();
        two.close();
        publish("kept");
        MessageConsumer three = session.createSharedDurableConsumer(topic, "shared-durable");
        assertThat(text(three.receive(5000))).isEqualTo("kept");
        three.close();
        session.unsubscribe("shared-durable");
    }

    @Test
    void sharedDurableSubscriptionWorksWithoutAClientIdentifier() throws Exception {
        try (Connection nameless = new AmqpConnectionFactory(broker.uri().toString()).createConnection()) {
            nameless.start();
            Session other = nameless.createSession();
            MessageConsumer one = other.createSharedDurableConsumer(topic, "global");
            MessageConsumer two = other.createSharedDurableConsumer(topic, "global");
            one.close();
            two.close();
            publish("kept");
            MessageConsumer three = other.createSharedDurableConsumer(topic, "global");
            assertThat(text(three.receive(5000))).isEqualTo("kept");
            three.close();
            other.unsubscribe("global");
        }
    }

    @Test
    void selectorLetsOnlyItsMessagesThrough() throws Exception {
        MessageConsumer red = session.createConsumer(topic, "colour = 'red'");
        assertThat(red.getMessageSelector()).isEqualTo("colour = 'red'");
        publishWithColour("green");
        publishWithColour("red");
        assertThat(text(red.receive(5000))).isEqualTo("red");
        assertThat(red.receiveNoWait()).isNull();
    }

    @Test
    void brokenSelectorIsRefused() {
        assertThatThrownBy(() -> session.createConsumer(topic, "colour ="))
                .isInstanceOf(InvalidSelectorException.class);
    }

    @Test
    void noLocalLeavesOutTheConnectionsOwnMessages() throws Exception {
        MessageConsumer others = session.createConsumer(topic, null, true);
        publish("own");
        try (Connection other = new AmqpConnectionFactory(broker.uri().toString()).createConnection()) {
            Session elsewhere = other.createSession();
            elsewhere.createProducer(topic).send(elsewhere.createTextMessage("other"));
        }
        assertThat(text(others.receive(5000))).isEqualTo("other");
        assertThat(others.receiveNoWait()).isNull();
    }

    @Test
    void clientIdentifierInUseIsRefusedAndAnotherCanBeTried() throws Exception {
        try (Connection second = new AmqpConnectionFactory(broker.uri().toString()).createConnection()) {
            assertThatThrownBy(() -> second.setClientID(clientId))
                    .isInstanceOf(jakarta.jms.InvalidClientIDException.class);
            second.setClientID(clientId + "-2");
            assertThat(second.getClientID()).isEqualTo(clientId + "-2");
            second.createSession().createDurableConsumer(topic, "sub").close();
        }
    }

    @Test
    void aDurableSubscriptionIsTakenUpBeforeItsMessagesAreAcknowledged() throws Exception {
        Session careful = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer first = careful.createDurableConsumer(topic, "sub");
        publish("a");
        publish("b");
        Message unacknowledged = first.receive(5000);
        first.close();
        MessageConsumer second = careful.createDurableConsumer(topic, "sub");
        assertThat(text(second.receive(5000))).isEqualTo("b");
        unacknowledged.acknowledge();
        second.close();
        publish("c");
        // With the acknowledgement of all, the link ended just now.
        assertThat(text(careful.createDurableConsumer(topic, "sub").receive(5000)))
                .isEqualTo("c");
    }

    @Test
    void aRecoveryGivesTheNextSubscriberWhatTheClosedOneDidNotAcknowledge() throws Exception {
        Session careful = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer first = careful.createDurableConsumer(topic, "sub");
        publish("a");
        assertThat(text(first.receive(5000))).isEqualTo("a");
        first.close();
        MessageConsumer second = careful.createDurableConsumer(topic, "sub");
        careful.recover();
        Message again = second.receive(5000);
        assertThat(text(again)).isEqualTo("a");
        assertThat(again.getJMSRedelivered()).isTrue();
        again.acknowledge();
    }

    @Test
    void aTransactionMayCloseItsDurableSubscriberAndMakeAnother() throws Exception {
        Session transacted = connection.createSession(Session.SESSION_TRANSACTED);
        MessageConsumer first = transacted.createDurableConsumer(topic, "sub");
        publish("a");
        publish("b");
        assertThat(text(first.receive(5000))).isEqualTo("a");
        first.close();
        MessageConsumer second = transacted.createDurableConsumer(topic, "sub");
        assertThat(text(second.receive(5000))).isEqualTo("b");
        second.close();
        transacted.commit();
        // The commit has ended its link.
        session.unsubscribe("sub");
    }

    @Test
    void whatIsNotAcknowledgedKeepsASubscriptionFromBeingDeletedAndFromOtherSessions() throws Exception {
        Session careful = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer first = careful.createDurableConsumer(topic, "sub");
        publish("a");
        Message unacknowledged = first.receive(5000);
        first.close();
        assertThatThrownBy(() -> session.unsubscribe("sub"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not acknowledged");
        assertThatThrownBy(() -> session.createDurableConsumer(topic, "sub"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not acknowledged");
        assertThatThrownBy(() -> careful.createDurableConsumer(topic, "sub", "colour = 'red'", false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not acknowledged");
        unacknowledged.acknowledge();
        session.createDurableConsumer(topic, "sub", "colour = 'red'", false).close();
        session.unsubscribe("sub");
    }

    private void publish(String text) throws Exception {
        MessageProducer producer = session.createProducer(topic);
        producer.send(session.createTextMessage(text));
        producer.close();
    }

    private void publishWithColour(String colour) throws Exception {
        MessageProducer producer = session.createProducer(topic);
        TextMessage message = session.createTextMessage(colour);
        message.setStringProperty("colour", colour);
        producer.send(message);
        producer.close();
    }

    private static String text(Message message) throws JMSException {
        return message.getBody(String.class);
    }
}
