package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.amqpjms.engine.testing.ScriptedPeer;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.ResourceAllocationException;
import jakarta.jms.Session;
import jakarta.jms.TransactionRolledBackException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.test.driver.codec.transport.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a send tells its caller, for everything a peer can do with it. */
class SendTest {
    private static final String FULL = "amqp:resource-limit-exceeded";

    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    private final List<JMSException> told = new CopyOnWriteArrayList<>();
    private Connection connection;
    private Session session;
    private Queue queue;

    private void connect(String options) throws JMSException {
        connect(options, Session.AUTO_ACKNOWLEDGE);
    }

    private void connect(String options, int mode) throws JMSException {
        connection = new AmqpConnectionFactory(peer.uri() + options).createConnection();
        connection.setExceptionListener(told::add);
        session = connection.createSession(mode);
        queue = session.createQueue("orders");
    }

    private void close() throws JMSException {
        peer.seesConnectionClose();
        connection.close();
    }

    private Message text(String text) throws JMSException {
        return session.createTextMessage(text);
    }

    @Test
    void rejectedSendNamesTheConditionAndTheQueue() throws Exception {
        peer.opensConnectionAndSession()
                .attachesSender("orders")
                .grantsCredit(1)
                .rejectsNextSend(FULL, "queue full");
        connect("");
        MessageProducer producer = session.createProducer(queue);
        JMSException failure = catchThrowableOfType(ResourceAllocationException.class, () -> producer.send(text("a")));
        assertThat(failure).hasMessageContaining("queue full").hasMessageContaining("queue 'orders'");
        assertThat(failure.getErrorCode()).isEqualTo(FULL);
        close();
    }

    @Test
    void releasedAndModifiedSendsFail() throws Exception {
        peer.opensConnectionAndSession()
                .attachesSender("orders")
                .grantsCredit(2)
                .releasesNextSend()
                .modifiesNextSend(true);
        connect("");
        MessageProducer producer = session.createProducer(queue);
        assertThatThrownBy(() -> producer.send(text("a"))).hasMessageContaining("released");
        assertThatThrownBy(() -> producer.send(text("b"))).hasMessageContaining("undeliverable");
        close();
    }

    @Test
    void sendWithoutCreditGivesUpAfterTheSendTimeout() throws Exception {
        peer.opensConnectionAndSession().attachesSender("orders");
        connect("?jms.sendTimeout=200");
        MessageProducer producer = session.createProducer(queue);
        assertThatThrownBy(() -> producer.send(text("a")))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("200 ms")
                .hasMessageContaining("no credit");
        close();
    }

    @Test
    void droppedConnectionEndsASendThatWaits() throws Exception {
        peer.opensConnectionAndSession().attachesSender("orders");
        connect("");
        MessageProducer producer = session.createProducer(queue);
        FutureTask<Void> sending = Blocked.in(() -> {
            producer.send(text("a"));
            return null;
        });
        peer.driver()
                .remoteClose()
                .withErrorCondition("amqp:connection:forced", "going down")
                .now();
        peer.driver().expectClose();
        assertThatThrownBy(() -> sending.get(5, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("going down");
        await().until(() -> told.size() == 1);
        connection.close();
    }

    @Test
    void nonPersistentSendDoesNotWaitAndItsFailureIsTold() throws Exception {
        peer.opensConnectionAndSession().attachesSender("orders").grantsCredit(1);
        connect("");
        MessageProducer producer = session.createProducer(queue);
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        peer.rejectsNextSend(FULL, "queue full");
        producer.send(text("a"));
        await().until(() -> told.size() == 1);
        assertThat(told.get(0)).isInstanceOf(ResourceAllocationException.class).hasMessageContaining("queue 'orders'");
        close();
    }

    @Test
    void presettledSendDoesNotWait() throws Exception {
        peer.opensConnectionAndSession()
                .attachesSender("orders")
                .grantsCredit(1)
                .takesNextSettledSend();
        connect("?jms.presettlePolicy.presettleProducers=true");
        session.createProducer(queue).send(text("a"));
        peer.seesAll();
        close();
    }

    @Test
    void completionListenerHearsOfARejection() throws Exception {
        peer.opensConnectionAndSession()
                .attachesSender("orders")
                .grantsCredit(2)
                .rejectsNextSend(FULL, "queue full")
                .acceptsNextSend();
        connect("");
        MessageProducer producer = session.createProducer(queue);
        Completed completed = new Completed();
        producer.send(text("a"), completed);
        producer.send(text("b"), completed);
        await().until(() -> completed.events.size() == 2);
        assertThat(completed.events).containsExactly("a failed: " + FULL, "b");
        close();
    }

    @Test
    void completionListenerHearsOnceOfEachMessageThatALostLinkTookAlong() throws Exception {
        peer.opensConnectionAndSession().attachesSender("orders").grantsCredit(5);
        for (int i = 0; i < 5; i++) {
            peer.leavesNextSendUnanswered();
        }
        peer.closesLink("amqp:resource-deleted", "no such queue any more");
        connect("");
        MessageProducer producer = session.createProducer(queue);
        producer.setDisableMessageID(true);
        Completed completed = new Completed();
        for (String text : List.of("a", "b", "c", "d", "e")) {
            producer.send(text(text), completed);
        }
        close();
        assertThat(completed.events)
                .containsExactly(
                        "a failed: amqp:resource-deleted",
                        "b failed: amqp:resource-deleted",
                        "c failed: amqp:resource-deleted",
                        "d failed: amqp:resource-deleted",
                        "e failed: amqp:resource-deleted");
    }

    @Test
    void sendRefusedInsideATransactionFailsItsCommit() throws Exception {
        peer.opensConnectionAndSession().attachesSender("orders").grantsCredit(1);
        connect("", Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(queue);
        peer.seesAll();
        peer.attachesCoordinator(10);
        peer.driver().expectDeclare().accept(new byte[] {1});
        peer.rejectsNextSend(FULL, "queue full");
        peer.driver().expectDischarge().withFail(true).accept();
        peer.driver().expectDeclare().accept(new byte[] {2});
        producer.send(text("a"));
        TransactionRolledBackException failure =
                catchThrowableOfType(TransactionRolledBackException.class, session::commit);
        assertThat(failure).hasMessageContaining("queue full").hasMessageContaining("queue 'orders'");
        assertThat(failure.getErrorCode()).isEqualTo(FULL);
        close();
    }

    @Test
    void commitAsksForTheNextTransactionWithoutWaitingForItsAnswer() throws Exception {
        peer.opensConnectionAndSession().attachesSender("orders").grantsCredit(1);
        connect("?jms.requestTimeout=5000", Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(queue);
        peer.seesAll();
        peer.attachesCoordinator(10);
        peer.driver().expectDeclare().accept(new byte[] {1});
        peer.acceptsNextSend();
        peer.driver().expectDischarge().withFail(false);
        peer.driver().expectDeclare().accept(new byte[] {2});
        peer.driver()
                .remoteDisposition()
                .withRole(Role.RECEIVER)
                .withFirst(2)
                .withSettled(true)
                .withState()
                .accepted()
                .queue();
        producer.send(text("a"));
        session.commit();
        close();
    }

    @Test
    void commitThatIsInterruptedBeforeAllAnswersAreThereHasNotBegun() throws Exception {
        peer.opensConnectionAndSession().attachesSender("orders").grantsCredit(2);
        connect("", Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(queue);
        peer.seesAll();
        peer.attachesCoordinator(10);
        peer.driver().expectDeclare().accept(new byte[] {1});
        peer.driver().expectTransfer();
        producer.send(text("a"));
        peer.seesAll();
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        FutureTask<Boolean> commit = Blocked.in(() -> ended.complete(catchThrowable(session::commit)));
        commit.cancel(true);
        assertThat(ended.get(10, TimeUnit.SECONDS)).isInstanceOf(JMSException.class);
        peer.driver().expectDetach().respond();
        accept(1);
        // Which waits for the answer.
        producer.close();
        peer.seesAll();
        peer.attachesSender("orders").grantsCredit(1);
        MessageProducer next = session.createProducer(queue);
        peer.seesAll();
        peer.driver().expectTransfer();
        next.send(text("b"));
        peer.seesAll();
        peer.driver().expectDischarge().withFail(false).accept();
        peer.driver().expectDeclare().accept(new byte[] {2});
        accept(2);
        session.commit();
        close();
    }

    private void accept(int delivery) {
        peer.driver()
                .remoteDisposition()
                .withRole(Role.RECEIVER)
                .withFirst(delivery)
                .withSettled(true)
                .withState()
                .accepted()
                .now();
    }

    @Test
    void sendThatFindsNoTransactionLeavesNothingForCloseToWaitFor() throws Exception {
        peer.opensConnectionAndSession().attachesSender("orders").grantsCredit(1);
        connect("", Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(queue);
        peer.seesAll();
        peer.attachesCoordinator(10);
        peer.driver().expectDeclare().reject(FULL, "too many transactions");
        assertThatThrownBy(() -> producer.send(text("a")))
                // What was received in the transaction is in it still.
                .isNotInstanceOf(TransactionRolledBackException.class)
                .hasMessageContaining("too many transactions");
        assertTimeout(Duration.ofSeconds(30), this::close);
    }

    @Test
    void linkThatThePeerClosedIsAttachedAgainByTheNextSend() throws Exception {
        peer.opensConnectionAndSession()
                .attachesSender("orders")
                .grantsCredit(1)
                .acceptsNextSend()
                .closesLink("amqp:link:detach-forced", "idle");
        connect("");
        MessageProducer producer = session.createProducer(queue);
        producer.send(text("a"));
        peer.seesAll();
        peer.attachesSender("orders").grantsCredit(1).acceptsNextSend();
        producer.send(text("b"));
        close();
    }

    @Test
    void producerWithoutDestinationUsesTheAnonymousRelay() throws Exception {
        peer.opensConnectionOffering("ANONYMOUS-RELAY")
                .opensSession()
                .attachesAnonymousSender()
                .grantsCredit(1)
                .acceptsNextSend();
        connect("");
        session.createProducer(null).send(queue, text("a"));
        close();
    }

    @Test
    void producerWithoutDestinationAttachesOneLinkForEachWhereThereIsNoRelay() throws Exception {
        peer.opensConnectionOffering()
                .opensSession()
                .attachesSender("orders")
                .grantsCredit(2)
                .acceptsNextSends(2);
        connect("");
        MessageProducer anywhere = session.createProducer(null);
        anywhere.send(queue, text("a"));
        anywhere.send(queue, text("b"));
        peer.attachesSender("bills").grantsCredit(1).acceptsNextSend();
        anywhere.send(session.createQueue("bills"), text("c"));
        close();
    }

    @Test
    void delayThatTheLinkOffersBehindARouterIsUsed() throws Exception {
        peer.opensConnectionOffering().opensSession();
        peer.driver()
                .expectAttach()
                .ofSender()
                .withDesiredCapabilities("DELAYED_DELIVERY")
                .withTarget()
                .withAddress("orders")
                .and()
                .respond()
                .withOfferedCapabilities("DELAYED_DELIVERY");
        peer.grantsCredit(1).acceptsNextSend();
        connect("");
        MessageProducer producer = session.createProducer(queue);
        producer.setDeliveryDelay(1000);
        producer.send(text("a"));
        close();
    }

    @Test
    void delayThatNobodyOffersIsRefused() throws Exception {
        peer.opensConnectionOffering().opensSession();
        peer.driver()
                .expectAttach()
                .ofSender()
                .withDesiredCapabilities("DELAYED_DELIVERY")
                .withTarget()
                .withAddress("orders")
                .withCapabilities("queue")
                .and()
                .respond();
        connect("");
        MessageProducer producer = session.createProducer(queue);
        producer.setDeliveryDelay(1000);
        assertThatThrownBy(() -> producer.send(text("a"))).hasMessageContaining("DELAYED_DELIVERY");
        close();
    }

    @Test
    void addressGetsThePrefixThatTheBrokerAnnounces() throws Exception {
        peer.driver().expectSASLAnonymousConnect();
        peer.driver().expectOpen().respond().withContainerId("peer").withProperty("queue-prefix", "q/");
        peer.opensSession();
        peer.driver()
                .expectAttach()
                .ofSender()
                .withName(startsWith("amqpjms:sender:"))
                .withTarget()
                .withAddress("q/orders")
                .and()
                .respond();
        connect("");
        session.createProducer(queue);
        close();
    }

    private static final class Completed implements CompletionListener {
        private final List<String> events = new CopyOnWriteArrayList<>();

        @Override
        public void onCompletion(Message message) {
            events.add(textOf(message));
        }

        @Override
        public void onException(Message message, Exception failure) {
            events.add(textOf(message) + " failed: " + ((JMSException) failure).getErrorCode());
        }

        private static String textOf(Message message) {
            try {
                return message.getBody(String.class);
            } catch (JMSException failure) {
                throw new AssertionError("reading a message", failure);
            }
        }
    }
}
