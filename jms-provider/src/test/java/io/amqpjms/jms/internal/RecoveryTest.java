package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.message.AmqpMessage;
import io.amqpjms.engine.testing.FaultProxy;
import io.amqpjms.engine.testing.ScriptedPeer;
import io.amqpjms.jms.AmqpConnectionFactory;
import io.amqpjms.jms.ConnectionStateListener;
import io.amqpjms.jms.TransactionInDoubtException;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import jakarta.jms.TransactionRolledBackException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of calls, messages and transactions when the line is lost and another one is found. */
class RecoveryTest {
    @RegisterExtension
    final ScriptedPeer first = new ScriptedPeer();

    @RegisterExtension
    final FaultProxy line = new FaultProxy(first::port);

    @RegisterExtension
    final ScriptedPeer second = new ScriptedPeer();

    private final List<JMSException> told = new CopyOnWriteArrayList<>();
    private final List<String> states = new CopyOnWriteArrayList<>();
    private Connection connection;
    private Session session;
    private Queue queue;

    private void connect(int mode) throws JMSException {
        connect(mode, "");
    }

    private void connect(int mode, String options) throws JMSException {
        AmqpConnectionFactory factory = new AmqpConnectionFactory("failover:(" + line.uri() + "," + second.uri()
                + ")?jms.prefetchPolicy.all=10&jms.closeTimeout=300" + options);
        factory.setConnectionStateListener(new ConnectionStateListener() {
            @Override
            public void onInterrupted(String broker, JMSException reason) {
                states.add("interrupted " + broker);
            }

            @Override
            public void onRestored(String broker) {
                states.add("restored " + broker);
            }
        });
        connection = factory.createConnection();
        connection.setExceptionListener(told::add);
        connection.start();
        session = connection.createSession(mode);
        queue = session.createQueue("orders");
    }

    private void restored() {
        await().until(() -> states.size() == 2);
    }

    private void close() throws JMSException {
        second.seesConnectionClose();
        connection.close();
    }

    @Test
    void aConsumerGoesOnWithItsCreditAndForgetsWhatItHadNotHandedOver() throws Exception {
        first.opensConnectionAndSession()
                .attachesReceiver("orders")
                .seesCredit(10)
                .sendsText("given back to the broker by the loss")
                .dropsConnection();
        second.opensConnectionAndSession()
                .attachesReceiver("orders")
                .seesCredit(10)
                .sendsText("again")
                .seesAccepted();
        connect(Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(queue);
        restored();
        assertThat(consumer.receive(10_000).getBody(String.class)).isEqualTo("again");
        assertThat(states).containsExactly("interrupted " + line.uri(), "restored " + second.uri());
        assertThat(told).isEmpty();
        close();
    }

    @Test
    void aBlockedReceiveGoesOnWaiting() throws Exception {
        first.opensConnectionAndSession().attachesReceiver("orders").seesCredit(10);
        connect(Session.AUTO_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(queue);
        FutureTask<Message> waiting = Blocked.in(() -> consumer.receive(10_000));
        second.opensConnectionAndSession()
                .attachesReceiver("orders")
                .seesCredit(10)
                .sendsText("late")
                .seesAccepted();
        line.cutAll();
        assertThat(waiting.get(10, TimeUnit.SECONDS).getBody(String.class)).isEqualTo("late");
        close();
    }

    @Test
    void anAcknowledgementThatComesTooLateFails() throws Exception {
        first.opensConnectionAndSession()
                .attachesReceiver("orders")
                .seesCredit(10)
                .sendsText("old");
        connect(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(queue);
        Message old = consumer.receive(10_000);
        second.opensConnectionAndSession().attachesReceiver("orders").seesCredit(10);
        line.cutAll();
        restored();
        assertThatThrownBy(old::acknowledge)
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("cannot be acknowledged any more")
                .hasFieldOrPropertyWithValue("errorCode", "amqpjms:acknowledged-too-late");
        close();
    }

    @Test
    void theCopyOfWhatWasHandedOverIsMarkedRedelivered() throws Exception {
        first.opensConnectionAndSession().attachesReceiver("orders").seesCredit(10);
        sendsNamed(first, 0, "ID:1");
        connect(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(queue);
        assertThat(consumer.receive(10_000).getJMSRedelivered()).isFalse();
        second.opensConnectionAndSession().attachesReceiver("orders").seesCredit(10);
        sendsNamed(second, 0, "ID:1");
        sendsNamed(second, 1, "ID:2");
        line.cutAll();
        assertThat(consumer.receive(10_000).getJMSRedelivered()).isTrue();
        assertThat(consumer.receive(10_000).getJMSRedelivered()).isFalse();
        // They go back as the session closes, in one frame or two.
        second.driver().expectDisposition();
        second.driver().expectDisposition().optional();
        close();
    }

    @Test
    void acknowledgingACopyAcknowledgesWhatTheLostLineBrought() throws Exception {
        first.opensConnectionAndSession().attachesReceiver("orders").seesCredit(10);
        sendsNamed(first, 0, "ID:1");
        connect(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(queue);
        assertThat(consumer.receive(10_000).getJMSMessageID()).isEqualTo("ID:1");
        second.opensConnectionAndSession().attachesReceiver("orders").seesCredit(10);
        sendsNamed(second, 0, "ID:1");
        sendsNamed(second, 1, "ID:2");
        line.cutAll();
        assertThat(consumer.receive(10_000).getJMSMessageID()).isEqualTo("ID:1");
        Message last = consumer.receive(10_000);
        assertThat(last.getJMSMessageID()).isEqualTo("ID:2");
        // In one frame or two.
        second.seesAccepted();
        second.driver().expectDisposition().withState().accepted().optional();
        last.acknowledge();
        close();
    }

    @Test
    void anAcknowledgementThatIsTooLateForOneAcknowledgesNone() throws Exception {
        first.opensConnectionAndSession().attachesReceiver("orders").seesCredit(10);
        sendsNamed(first, 0, "ID:1");
        sendsNamed(first, 1, "ID:2");
        connect(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(queue);
        assertThat(consumer.receive(10_000).getJMSMessageID()).isEqualTo("ID:1");
        assertThat(consumer.receive(10_000).getJMSMessageID()).isEqualTo("ID:2");
        second.opensConnectionAndSession().attachesReceiver("orders").seesCredit(10);
        sendsNamed(second, 0, "ID:1");
        line.cutAll();
        Message copy = consumer.receive(10_000);
        assertThatThrownBy(copy::acknowledge)
                .hasMessageContaining("A message of session")
                .hasFieldOrPropertyWithValue("errorCode", "amqpjms:acknowledged-too-late");
        session.recover();
        assertThat(consumer.receive(10_000).getJMSMessageID()).isEqualTo("ID:1");
        second.seesAccepted();
        copy.acknowledge();
        second.seesAll();
        close();
    }

    private static void sendsNamed(ScriptedPeer peer, int delivery, String id) {
        peer.driver()
                .remoteTransfer()
                .withDeliveryId(delivery)
                .withProperties()
                .withMessageId(id)
                .also()
                .withBody()
                .withString("a")
                .also()
                .queue();
    }

    @Test
    void aPersistentSendWithoutAnswerIsSentAgain() throws Exception {
        first.opensConnectionAndSession()
                .attachesSender("orders")
                .grantsCredit(10)
                .leavesNextSendUnanswered()
                .dropsConnection();
        second.opensConnectionAndSession()
                .attachesSender("orders")
                .grantsCredit(10)
                .acceptsNextSend();
        connect(Session.AUTO_ACKNOWLEDGE);
        session.createProducer(queue).send(session.createTextMessage("once or twice"));
        assertThat(second.sends()).containsExactlyElementsOf(first.sends());
        close();
    }

    @Test
    void aCopyCarriesTheIdThatABrokerKnowsItBy() throws Exception {
        first.opensConnectionAndSession()
                .attachesSender("orders")
                .grantsCredit(10)
                .leavesNextSendUnanswered()
                .dropsConnection();
        second.opensConnectionAndSession()
                .attachesSender("orders")
                .grantsCredit(10)
                .acceptsNextSend()
                .acceptsNextSend();
        connect(Session.AUTO_ACKNOWLEDGE, "&jms.duplicateIdProperty=copy-id");
        MessageProducer producer = session.createProducer(queue);
        Message message = session.createTextMessage("a");
        producer.send(message);
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        producer.send(session.createTextMessage("once at most"));
        second.seesAll();
        close();
        assertThat(propertiesSentOver(second)).containsExactly(Map.of("copy-id", message.getJMSMessageID()), Map.of());
        assertThat(first.sends()).containsExactly(second.sends().get(0));
    }

    @Test
    void theIdOfACopyIsOfOneSendAndNotOfTheMessage() throws Exception {
        first.opensConnectionAndSession()
                .attachesSender("orders")
                .grantsCredit(10)
                .acceptsNextSend()
                .acceptsNextSend();
        connect(Session.AUTO_ACKNOWLEDGE, "&jms.duplicateIdProperty=copy-id");
        MessageProducer producer = session.createProducer(queue);
        Message message = session.createTextMessage("a");
        message.setStringProperty("kind", "any");
        producer.send(message);
        String id = message.getJMSMessageID();
        assertThat(message.propertyExists("copy-id")).isFalse();
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        producer.send(message);
        first.seesAll();
        closeFirst();
        assertThat(propertiesSentOver(first))
                .containsExactly(Map.of("kind", "any", "copy-id", id), Map.of("kind", "any"));
    }

    @Test
    void aReceivedMessageIsSentBackWithoutTheIdItCameWith() throws Exception {
        AmqpMessage received = AmqpMessage.of("a");
        received.applicationProperties().put("copy-id", "old");
        first.opensConnectionAndSession()
                .attachesReceiver("orders")
                .seesCredit(10)
                .sendsMessage(received.encode())
                .seesAccepted();
        connect(Session.AUTO_ACKNOWLEDGE, "&jms.duplicateIdProperty=copy-id");
        Message message = session.createConsumer(queue).receive(10_000);
        first.seesAll();
        first.attachesSender("orders").grantsCredit(10).acceptsNextSend().acceptsNextSend();
        MessageProducer producer = session.createProducer(queue);
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        producer.send(message);
        producer.setDeliveryMode(DeliveryMode.PERSISTENT);
        producer.send(message);
        first.seesAll();
        closeFirst();
        assertThat(message.getStringProperty("copy-id")).isEqualTo("old");
        assertThat(propertiesSentOver(first)).containsExactly(Map.of(), Map.of("copy-id", message.getJMSMessageID()));
    }

    private void closeFirst() throws JMSException {
        first.seesConnectionClose();
        connection.close();
    }

    private static List<Map<String, Object>> propertiesSentOver(ScriptedPeer peer) {
        return peer.sends().stream()
                .map(encoded -> AmqpMessage.decode(encoded).applicationProperties())
                .toList();
    }

    @Test
    void sendsThatAreNotPersistentAreLostAndReportedTogether() throws Exception {
        first.opensConnectionAndSession()
                .attachesSender("orders")
                .grantsCredit(10)
                .leavesNextSendUnanswered()
                .leavesNextSendUnanswered()
                .leavesNextSendUnanswered();
        connect(Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(queue);
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        for (int i = 0; i < 3; i++) {
            producer.send(session.createTextMessage("once at most"));
        }
        first.seesAll();
        second.opensConnectionAndSession().attachesSender("orders").grantsCredit(10);
        line.cutAll();
        await().untilAsserted(() -> assertThat(told)
                .singleElement()
                .satisfies(lost -> assertThat(lost)
                        .hasMessageContaining("3 messages sent to queue 'orders'")
                        .hasMessageContaining("may not have arrived")));
        restored();
        close();
        assertThat(second.sends()).isEmpty();
    }

    @Test
    void aCommitWithoutAnswerIsInDoubt() throws Exception {
        first.opensConnectionAndSession().attachesSender("orders").grantsCredit(10);
        first.attachesCoordinator(5);
        first.driver().expectDeclare().accept(new byte[] {7});
        first.driver().expectTransfer().withNonNullPayload().accept();
        first.driver().expectDischarge();
        first.driver().expectDeclare().optional();
        first.dropsConnection();
        second.opensConnectionAndSession().attachesSender("orders").grantsCredit(10);
        connect(Session.SESSION_TRANSACTED);
        session.createProducer(queue).send(session.createTextMessage("perhaps"));
        assertThatThrownBy(session::commit).isInstanceOf(TransactionInDoubtException.class);
        restored();
        close();
    }

    @Test
    void aTransactionThatWasBrokenOffFailsItsCommitAndTheNextOneSucceeds() throws Exception {
        first.opensConnectionAndSession()
                .attachesReceiver("orders")
                .seesCredit(10)
                .sendsText("old");
        connect(Session.SESSION_TRANSACTED);
        MessageConsumer consumer = session.createConsumer(queue);
        assertThat(((TextMessage) consumer.receive(10_000)).getText()).isEqualTo("old");
        second.opensConnectionAndSession()
                .attachesReceiver("orders")
                .seesCredit(10)
                .sendsText("again");
        line.cutAll();
        restored();
        assertThatThrownBy(session::commit)
                .isInstanceOf(TransactionRolledBackException.class)
                .hasMessageContaining("connection was lost");
        assertThat(((TextMessage) consumer.receive(10_000)).getText()).isEqualTo("again");
        second.attachesCoordinator(5);
        second.driver().expectDeclare().accept(new byte[] {8});
        second.driver().expectDisposition().withSettled(true);
        second.driver().expectDischarge().accept();
        second.driver().expectDeclare().accept(new byte[] {9});
        session.commit();
        close();
    }
}
