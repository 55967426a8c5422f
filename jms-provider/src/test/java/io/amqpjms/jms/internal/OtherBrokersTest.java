package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.message.AmqpMessage;
import io.amqpjms.engine.testing.ScriptedPeer;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.test.driver.actions.AttachInjectAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Routers, whose word is not the broker's, and brokers that lack something or never answer. */
class OtherBrokersTest {
    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    private Connection connection;
    private Session session;
    private Queue queue;
    private Topic topic;

    private void connect(String options) throws JMSException {
        connect(options, Session.AUTO_ACKNOWLEDGE);
    }

    private void connect(String options, int mode) throws JMSException {
        connection = new AmqpConnectionFactory(peer.uri() + options).createConnection();
        session = connection.createSession(mode);
        queue = session.createQueue("orders");
        topic = session.createTopic("prices");
    }

    private void close() throws JMSException {
        peer.seesConnectionClose();
        connection.close();
    }

    private AttachInjectAction answersSharedConsumer() {
        peer.opensConnectionOffering().opensSession();
        return peer.driver()
                .expectAttach()
                .ofReceiver()
                .withDesiredCapabilities("SHARED-SUBS")
                .withSource()
                .withAddress("prices")
                .withCapabilities("topic", "shared", "global")
                .and()
                .respond();
    }

    @Test
    void sharedSubscriptionThatTheLinkOffersBehindARouterIsUsed() throws Exception {
        answersSharedConsumer().withOfferedCapabilities("SHARED-SUBS");
        connect("");
        session.createSharedConsumer(topic, "ticker");
        close();
    }

    @Test
    void sharedSubscriptionThatNobodyOffersIsRefused() throws Exception {
        answersSharedConsumer();
        peer.seesLinkClose();
        connect("");
        assertThatThrownBy(() -> session.createSharedConsumer(topic, "ticker"))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("no shared subscriptions")
                .hasMessageContaining("ticker");
        close();
    }

    @Test
    void ignoredNoLocalIsAnError() throws Exception {
        peer.opensConnectionAndSession();
        peer.driver()
                .expectAttach()
                .ofReceiver()
                .withSource()
                .withAddress("prices")
                .withNoLocal()
                .and()
                .respond()
                .withSource()
                .withAddress("prices")
                .and();
        peer.seesLinkClose();
        connect("");
        assertThatThrownBy(() -> session.createConsumer(topic, null, true))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("ignores noLocal")
                .hasMessageContaining("topic 'prices'");
        close();
    }

    @Test
    void sendWaitsForCreditThatComesLate() throws Exception {
        peer.opensConnectionAndSession().attachesSender("orders");
        connect("");
        MessageProducer producer = session.createProducer(queue);
        FutureTask<Object> sending = Blocked.in(() -> {
            producer.send(session.createTextMessage("a"));
            return null;
        });
        peer.acceptsNextSend();
        peer.driver().remoteFlow().withDeliveryCount(0).withLinkCredit(1).now();
        sending.get(5, TimeUnit.SECONDS);
        close();
    }

    @Test
    void sendThatNobodyAtTheOtherEndSettlesGivesUpAfterTheSendTimeout() throws Exception {
        peer.opensConnectionAndSession()
                .attachesSender("orders")
                .grantsCredit(1)
                .leavesNextSendUnanswered();
        connect("?jms.sendTimeout=200");
        MessageProducer producer = session.createProducer(queue);
        assertThatThrownBy(() -> producer.send(session.createTextMessage("a")))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("queue 'orders'")
                .hasMessageContaining("200 ms");
        close();
    }

    @Test
    void temporaryQueueThatNobodyMakesIsGivenUp() throws Exception {
        peer.opensConnectionAndSession().opensSession();
        peer.driver().expectAttach().ofSender().withTarget().withDynamic(true).and();
        peer.driver().expectDetach();
        connect("?jms.requestTimeout=200");
        assertThatThrownBy(() -> session.createTemporaryQueue())
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("200 ms");
        close();
    }

    @Test
    void transactionThatNobodyBeginsIsGivenUp() throws Exception {
        peer.opensConnectionAndSession().attachesSender("orders").grantsCredit(1);
        connect("?jms.requestTimeout=200", Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(queue);
        peer.seesAll();
        peer.driver().expectCoordinatorAttach();
        peer.driver().expectDetach().optional();
        assertThatThrownBy(() -> producer.send(session.createTextMessage("a")))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("200 ms");
        close();
    }

    @Test
    void messageDeliveredTooOftenIsGivenBackAsUndeliverable() throws Exception {
        receivesTheSecond("", () -> peer.seesModified(true));
    }

    @Test
    void messageDeliveredTooOftenIsSettledAsThePolicySays() throws Exception {
        receivesTheSecond("&jms.redeliveryPolicy.outcome=2", peer::seesRejected);
    }

    private void receivesTheSecond(String options, Runnable firstIsSettled) throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("orders");
        connect("?jms.prefetchPolicy.all=10&jms.redeliveryPolicy.maxRedeliveries=2" + options);
        MessageConsumer consumer = session.createConsumer(queue);
        peer.seesCredit(10).sendsMessage(delivered(3, "too often")).sendsMessage(delivered(2, "often"));
        firstIsSettled.run();
        peer.seesAccepted();
        connection.start();
        assertThat(consumer.receive(5000).getBody(String.class)).isEqualTo("often");
        close();
    }

    private static byte[] delivered(int times, String text) {
        AmqpMessage message = AmqpMessage.of(text);
        message.header().deliveryCount(times);
        return message.encode();
    }
}
