package io.amqpjms.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.message.AmqpMessage;
import io.amqpjms.engine.message.Symbol;
import io.amqpjms.engine.testing.ScriptedPeer;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Session;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits for a broker, as the options of a URI set them. */
class LimitsOnTheWireTest {

    private static final List<Object> NESTED = List.of(List.of(List.of()), "b", "c");

    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    private final List<JMSException> told = new CopyOnWriteArrayList<>();

    private Connection connect(String options) throws JMSException {
        Connection connection = new AmqpConnectionFactory(
                        peer.uri() + "?jms.prefetchPolicy.all=10&jms.connectTimeout=5s&" + options)
                .createConnection();
        connection.setExceptionListener(told::add);
        return connection;
    }

    private static MessageConsumer consumer(Connection connection) throws JMSException {
        Session session = connection.createSession();
        return session.createConsumer(session.createQueue("orders"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"amqp.maxElements=3", "amqp.maxNesting=1"})
    void aMessageBeyondTheLimitsIsUndeliverable(String limit) throws Exception {
        AmqpMessage full = AmqpMessage.of("bad");
        full.messageAnnotations().put(Symbol.of("x-opt-lists"), NESTED);
        peer.opensConnectionAndSession().attachesReceiver("orders");
        try (Connection connection = connect(limit)) {
            MessageConsumer consumer = consumer(connection);
            peer.seesCredit(10)
                    .sendsMessage(full.encode())
                    .sendsText("good")
                    .seesModified(true)
                    .seesAccepted();
            connection.start();
            assertThat(consumer.receive(10_000).getBody(String.class)).isEqualTo("good");
            await().until(() -> told.size() == 1);
            assertThat(told.get(0)).hasMessageContaining("cannot be decoded");
            peer.seesAll();
            peer.seesConnectionClose();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"amqp.maxElements=3", "amqp.maxNesting=1"})
    void aBodyBeyondTheLimitsCannotBeRead(String limit) throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("orders");
        try (Connection connection = connect(limit)) {
            MessageConsumer consumer = consumer(connection);
            peer.seesCredit(10).sendsMessage(AmqpMessage.of(NESTED).encode()).seesAccepted();
            connection.start();
            ObjectMessage message = (ObjectMessage) consumer.receive(10_000);
            assertThatThrownBy(message::getObject).isInstanceOf(JMSException.class);
            peer.seesAll();
            peer.seesConnectionClose();
        }
    }

    @Test
    void theLargestMessageIsToldAndHeldTo() throws Exception {
        peer.opensConnectionAndSession();
        peer.driver().expectAttach().ofReceiver().withMaxMessageSize(100).respondInKind();
        try (Connection connection = connect("amqp.maxMessageSize=100")) {
            MessageConsumer consumer = consumer(connection);
            peer.seesCredit(10).sendsMessage(AmqpMessage.of("a".repeat(100)).encode());
            peer.driver()
                    .expectDetach()
                    .withError("amqp:link:message-size-exceeded")
                    .respond();
            connection.start();
            assertThatThrownBy(() -> consumer.receive(10_000))
                    .isInstanceOf(JMSException.class)
                    .hasMessageContaining("more than 100 bytes");
            peer.seesAll();
            peer.seesConnectionClose();
        }
    }

    @Test
    void sessionsThatNobodyAskedForEndTheConnection() throws Exception {
        peer.opensConnection();
        try (Connection connection = connect("amqp.maxUninvited=0")) {
            connection.start();
            peer.driver().expectBegin();
            peer.driver().expectEnd().withError("amqp:not-allowed");
            peer.driver().expectClose().withError("amqp:not-allowed");
            peer.driver().remoteBegin().onChannel(3).now();
            await().until(() -> told.size() == 1);
            assertThat(told.get(0)).hasMessageContaining("nobody asked");
            peer.seesAll();
        }
    }
}
