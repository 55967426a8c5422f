package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.testing.ScriptedPeer;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import jakarta.jms.TransactionRolledBackException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Producers, consumers and sessions that a broker ends while the connection stands, on a plain URI. */
class LinkRecoveryTest {
    private static final String SHED = "amqp:link:detach-forced";

    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    private final List<JMSException> told = new CopyOnWriteArrayList<>();
    private Connection connection;
    private Session session;
    private Queue queue;

    private void connect(int mode, String options) throws JMSException {
        connection = new AmqpConnectionFactory(peer.uri() + "?jms.prefetchPolicy.all=10" + options).createConnection();
        connection.setExceptionListener(told::add);
        connection.start();
        session = connection.createSession(mode);
        queue = session.createQueue("orders");
    }

    private void close() throws JMSException {
        peer.seesConnectionClose();
        connection.close();
    }

    /** Waits for the link to come back after the broker has shed it. */
    private void shedsReceiver(String... textsOverTheNewOne) {
        peer.driver().expectDetach();
        peer.attachesReceiver("orders").seesCredit(10);
        for (String text : textsOverTheNewOne) {
            peer.sendsText(text).seesAccepted();
        }
        peer.driver()
                .remoteDetach()
                .withHandle(0)
                .withClosed(true)
                .withErrorCondition(SHED, "idle for ten minutes")
                .onChannel(0)
                .now();
    }

    @Test
    void aBlockedReceiveGoesOnOverTheNewLink() throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("orders").seesCredit(10);
        connect(Session.AUTO_ACKNOWLEDGE, "");
        MessageConsumer consumer = session.createConsumer(queue);
        FutureTask<Message> waiting = Blocked.in(() -> consumer.receive(10_000));
        peer.seesAll();
        shedsReceiver("late");
        assertThat(waiting.get(10, TimeUnit.SECONDS).getBody(String.class)).isEqualTo("late");
        peer.seesAll();
        assertThat(told).isEmpty();
        close();
    }

    @Test
    void aListenerGoesOnAfterItsSessionFailed() throws Exception {
        peer.opensConnectionAndSession()
                .attachesReceiver("orders")
                .seesCredit(10)
                .endsSession("amqp:internal-error", "out of threads")
                .opensSession()
                .attachesReceiver("orders")
                .seesCredit(10)
                .sendsText("a")
                .seesAccepted();
        BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
        connect(Session.AUTO_ACKNOWLEDGE, "");
        session.createConsumer(queue).setMessageListener(heard::add);
        assertThat(heard.poll(10, TimeUnit.SECONDS).getBody(String.class)).isEqualTo("a");
        peer.seesAll();
        assertThat(told).isEmpty();
        close();
    }

    @Test
    void anAcknowledgementForTheLostLinkFails() throws Exception {
        peer.opensConnectionAndSession()
                .attachesReceiver("orders")
                .seesCredit(10)
                .sendsText("a");
        connect(Session.CLIENT_ACKNOWLEDGE, "");
        MessageConsumer consumer = session.createConsumer(queue);
        Message lost = consumer.receive(10_000);
        shedsReceiver();
        peer.seesAll();
        assertThatThrownBy(lost::acknowledge).hasFieldOrPropertyWithValue("errorCode", "amqpjms:acknowledged-too-late");
        close();
    }

    @Test
    void anAcknowledgementThatFailsForOneConsumerAcknowledgesNothingOfAnother() throws Exception {
        peer.opensConnectionAndSession()
                .attachesReceiver("orders")
                .seesCredit(10)
                .sendsText("a")
                .attachesReceiver("bills")
                .seesCredit(10)
                .sendsText("b");
        connect(Session.CLIENT_ACKNOWLEDGE, "");
        MessageConsumer orders = session.createConsumer(queue);
        assertThat(orders.receive(10_000).getBody(String.class)).isEqualTo("a");
        MessageConsumer bills = session.createConsumer(session.createQueue("bills"));
        Message kept = bills.receive(10_000);
        shedsReceiver();
        peer.seesAll();
        assertThatThrownBy(kept::acknowledge).hasFieldOrPropertyWithValue("errorCode", "amqpjms:acknowledged-too-late");
        session.recover();
        Message again = bills.receive(10_000);
        assertThat(again.getBody(String.class)).isEqualTo("b");
        peer.seesAccepted();
        again.acknowledge();
        peer.seesAll();
        close();
    }

    @Test
    void aCommitWithAMessageOfTheLostLinkIsRolledBack() throws Exception {
        peer.opensConnectionAndSession()
                .attachesReceiver("orders")
                .seesCredit(10)
                .sendsText("a");
        connect(Session.SESSION_TRANSACTED, "");
        MessageConsumer consumer = session.createConsumer(queue);
        assertThat(consumer.receive(10_000)).isInstanceOf(TextMessage.class);
        shedsReceiver();
        peer.seesAll();
        assertThatThrownBy(session::commit).isInstanceOf(TransactionRolledBackException.class);
        close();
    }

    @Test
    void aCommitThatFindsNoTransactionGivesBackWhatWasReceived() throws Exception {
        peer.opensConnectionAndSession()
                .attachesReceiver("orders")
                .seesCredit(10)
                .sendsText("a");
        connect(Session.SESSION_TRANSACTED, "");
        MessageConsumer consumer = session.createConsumer(queue);
        assertThat(consumer.receive(10_000).getBody(String.class)).isEqualTo("a");
        peer.attachesCoordinator(10);
        peer.driver().expectDeclare().reject("amqp:resource-limit-exceeded", "too many transactions");
        peer.answersDrain(9);
        peer.driver().expectDisposition().withSettled(true).withState().modified(true);
        peer.seesCredit(10);
        assertThatThrownBy(session::commit)
                .isInstanceOf(TransactionRolledBackException.class)
                .hasMessageContaining("too many transactions");
        peer.seesAll();
        close();
    }

    @Test
    void aSendThatWasUnderWayFailsAndTheNextOneGoesOverTheNewLink() throws Exception {
        peer.opensConnectionAndSession()
                .attachesSender("orders")
                .grantsCredit(1)
                .leavesNextSendUnanswered()
                .closesLink(SHED, "idle")
                .attachesSender("orders")
                .grantsCredit(1)
                .acceptsNextSend();
        connect(Session.AUTO_ACKNOWLEDGE, "");
        MessageProducer producer = session.createProducer(queue);
        assertThatThrownBy(() -> producer.send(session.createTextMessage("a")))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("idle");
        producer.send(session.createTextMessage("b"));
        peer.seesAll();
        close();
    }

    @Test
    void sendsThatNobodyWaitsForAndTheLinkTakesAlongAreToldTogether() throws Exception {
        peer.opensConnectionAndSession()
                .attachesSender("orders")
                .grantsCredit(10)
                .leavesNextSendUnanswered()
                .leavesNextSendUnanswered()
                .leavesNextSendUnanswered()
                .closesLink(SHED, "idle")
                .attachesSender("orders")
                .grantsCredit(10);
        connect(Session.AUTO_ACKNOWLEDGE, "");
        MessageProducer producer = session.createProducer(queue);
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        for (int i = 0; i < 3; i++) {
            producer.send(session.createTextMessage("once at most"));
        }
        await().untilAsserted(() -> assertThat(told)
                .singleElement()
                .satisfies(lost -> assertThat(lost)
                        .hasMessageContaining("3 messages sent to queue 'orders'")
                        .hasMessageContaining("idle")));
        peer.seesAll();
        close();
        assertThat(told).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"amqp:link:stolen", "amqp:resource-deleted", "amqp:unauthorized-access"})
    void aReasonThatDoesNotPassEndsTheConsumerAndIsTold(String condition) throws Exception {
        peer.opensConnectionAndSession()
                .attachesReceiver("orders")
                .seesCredit(10)
                .closesLink(condition, "for good");
        connect(Session.AUTO_ACKNOWLEDGE, "");
        MessageConsumer consumer = session.createConsumer(queue);
        assertThatThrownBy(() -> consumer.receive(10_000)).hasMessageContaining("for good");
        await().untilAsserted(() -> assertThat(told).hasSize(1));
        close();
    }

    @Test
    void aConsumerWhoseNewLinkIsNotAnsweredEndsAndIsToldOnce() throws Exception {
        peer.opensConnectionAndSession()
                .attachesReceiver("orders")
                .seesCredit(10)
                .closesLink(SHED, "idle");
        peer.driver().expectAttach().ofReceiver();
        peer.driver().expectFlow().optional();
        peer.driver().expectDetach();
        connect(Session.AUTO_ACKNOWLEDGE, "&jms.requestTimeout=500");
        session.createConsumer(queue);
        await().untilAsserted(() -> assertThat(told).hasSize(1));
        peer.seesAll();
        close();
        assertThat(told)
                .singleElement()
                .satisfies(end -> assertThat(end)
                        .hasMessageContaining("consumer of queue 'orders'")
                        .hasMessageContaining("did not answer the attach"));
    }

    @Test
    void aSessionThatIsNotBegunAgainIsToldOnceAndNotOfEachConsumer() throws Exception {
        peer.opensConnectionAndSession()
                .attachesReceiver("orders")
                .seesCredit(10)
                .endsSession("amqp:internal-error", "out of threads");
        peer.driver().expectBegin();
        peer.driver().expectAttach().ofReceiver();
        peer.driver().expectFlow().optional();
        connect(Session.AUTO_ACKNOWLEDGE, "&jms.requestTimeout=500");
        session.createConsumer(queue);
        await().untilAsserted(() -> assertThat(told).hasSize(1));
        close();
        assertThat(told)
                .singleElement()
                .satisfies(end -> assertThat(end).hasMessageContaining("did not answer the begin"));
    }

    @Test
    void whoDoesNotWantLinksBackIsToldOfTheirEnd() throws Exception {
        peer.opensConnectionAndSession()
                .attachesReceiver("orders")
                .seesCredit(10)
                .closesLink(SHED, "idle");
        connect(Session.AUTO_ACKNOWLEDGE, "&amqp.linkRecovery=false");
        MessageConsumer consumer = session.createConsumer(queue);
        assertThatThrownBy(() -> consumer.receive(10_000)).hasMessageContaining("idle");
        close();
    }

    @ParameterizedTest
    @CsvSource({"amqp:resource-deleted, ''", "amqp:link:detach-forced, &amqp.linkRecovery=false"})
    void aProducerWhoseLinkIsGoneForGoodIsClosedQuietly(String condition, String options) throws Exception {
        peer.opensConnectionAndSession().attachesSender("orders").closesLink(condition, "gone");
        connect(Session.AUTO_ACKNOWLEDGE, options);
        MessageProducer producer = session.createProducer(queue);
        peer.seesAll();
        producer.close();
        close();
    }

    @Test
    void aTemporaryQueueThatTheBrokerHasDeletedIsDeletedQuietly() throws Exception {
        peer.opensConnectionAndSession();
        connect(Session.AUTO_ACKNOWLEDGE, "");
        peer.opensSession().makesNode("node-1").closesLink("amqp:resource-deleted", "gone");
        TemporaryQueue answers = session.createTemporaryQueue();
        peer.seesAll();
        answers.delete();
        close();
    }
}
