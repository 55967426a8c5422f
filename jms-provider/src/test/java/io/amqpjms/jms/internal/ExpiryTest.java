package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.message.AmqpMessage;
import io.amqpjms.engine.message.Symbol;
import io.amqpjms.engine.message.UnsignedInt;
import io.amqpjms.engine.testing.ScriptedPeer;
import io.amqpjms.jms.AmqpConnectionFactory;
import io.amqpjms.mapping.message.JmsTextMessage;
import io.amqpjms.mapping.message.MessageSettings;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When messages expire, and when they begin to be delivered (JMS 3.1 §3.4.9, §3.4.13). */
class ExpiryTest {
    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    private Connection connection;
    private Session session;
    private Queue queue;

    private void connect(String options, int mode) throws JMSException {
        connection = new AmqpConnectionFactory(peer.uri() + options).createConnection();
        session = connection.createSession(mode);
        queue = session.createQueue("orders");
    }

    private void close() throws JMSException {
        peer.seesConnectionClose();
        connection.close();
    }

    private static byte[] living(long ttl) {
        AmqpMessage message = AmqpMessage.of("short-lived");
        message.header().ttl(UnsignedInt.valueOf(ttl));
        return message.encode();
    }

    private static void untilTheClockIsPast(long time) {
        await().until(() -> System.currentTimeMillis() > time);
    }

    @Test
    void aPrefetchedMessageIsGivenBackUnseenWhenItsTimeIsOver() throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("orders");
        connect("?jms.receiveLocalOnly=true&jms.prefetchPolicy.all=10", Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(queue);
        peer.seesCredit(10).sendsMessage(living(1_000));
        connection.start();
        await().until(() -> ((ConsumerImpl) consumer).prefetched() == 1);
        untilTheClockIsPast(System.currentTimeMillis() + 1_000);
        peer.seesModified(true);
        assertThat(consumer.receive(10)).isNull();
        peer.seesAll();
        close();
    }

    @Test
    void aMessageThatIsDeliveredAgainExpiresNoLater() throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("orders");
        connect("?jms.prefetchPolicy.all=10", Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(queue);
        peer.seesCredit(10).sendsMessage(living(60_000)).seesAccepted();
        connection.start();
        long expiration = consumer.receive().getJMSExpiration();
        untilTheClockIsPast(System.currentTimeMillis());
        session.recover();
        Message again = consumer.receive();
        assertThat(again.getJMSExpiration()).isEqualTo(expiration);
        again.acknowledge();
        close();
    }

    private byte[] sent(Message message, long timeToLive, long deliveryDelay) throws Exception {
        peer.opensConnectionOffering("DELAYED_DELIVERY")
                .opensSession()
                .attachesSender("orders")
                .grantsCredit(1)
                .acceptsNextSend();
        connect("?jms.prefetchPolicy.all=10", Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(queue);
        producer.setTimeToLive(timeToLive);
        producer.setDeliveryDelay(deliveryDelay);
        producer.send(message);
        return peer.sends().get(0);
    }

    @Test
    void aTimeToLiveBeyondAllTimeIsForEver() throws Exception {
        Message message = new JmsTextMessage(MessageSettings.DEFAULT);
        AmqpMessage sent = AmqpMessage.decode(sent(message, Long.MAX_VALUE, 0));
        assertThat(message.getJMSExpiration()).isZero();
        assertThat(sent.properties().hasAbsoluteExpiryTime()).isFalse();
        assertThat(sent.header().ttl()).isNull();
        close();
    }

    @Test
    void aMessageThatLivesForEverIsReceived() throws Exception {
        byte[] sent = sent(new JmsTextMessage(MessageSettings.DEFAULT), Long.MAX_VALUE, 0);
        peer.attachesReceiver("orders").seesCredit(10).sendsMessage(sent).seesAccepted();
        MessageConsumer consumer = session.createConsumer(queue);
        connection.start();
        assertThat(consumer.receive(5_000).getJMSExpiration()).isZero();
        close();
    }

    @Test
    void aDelayBeyondAllTimeEndsWithIt() throws Exception {
        Message message = new JmsTextMessage(MessageSettings.DEFAULT);
        AmqpMessage sent = AmqpMessage.decode(sent(message, 0, Long.MAX_VALUE));
        assertThat(message.getJMSDeliveryTime()).isEqualTo(Long.MAX_VALUE);
        assertThat(sent.messageAnnotations()).containsEntry(Symbol.of("x-opt-delivery-time"), Long.MAX_VALUE);
        close();
    }
}
