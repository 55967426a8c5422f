package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.amqpjms.engine.message.AmqpMessage;
import io.amqpjms.engine.testing.ScriptedPeer;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a consumer asks of a peer, and what it makes of what comes. */
class ReceiveTest {
    private static final String LOCAL_ONLY = "jms.receiveLocalOnly=true&jms.receiveNoWaitLocalOnly=true";

    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    /** Work that takes its time. */
    private final CountDownLatch never = new CountDownLatch(1);

    private final List<JMSException> told = new CopyOnWriteArrayList<>();
    private Connection connection;
    private Session session;
    private Queue queue;

    private void connect(String options) throws JMSException {
        connection = new AmqpConnectionFactory(peer.uri() + options).createConnection();
        connection.setExceptionListener(told::add);
        session = connection.createSession();
        queue = session.createQueue("orders");
    }

    private void close() throws JMSException {
        peer.seesConnectionClose();
        connection.close();
    }

    @Test
    void noCreditIsGrantedBeforeTheStart() throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("orders");
        connect("?" + LOCAL_ONLY);
        MessageConsumer consumer = session.createConsumer(queue);
        assertThat(consumer.receive(100)).isNull();
        assertThat(consumer.receiveNoWait()).isNull();
        peer.seesCredit(16);
        connection.start();
        close();
    }

    @Test
    void creditIsToppedUpWhenHalfOfItIsUsed() throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("orders");
        connect("?jms.prefetchPolicy.all=4");
        MessageConsumer consumer = session.createConsumer(queue);
        peer.seesCredit(4).sendsText("a").sendsText("b").seesAccepted();
        connection.start();
        assertThat(consumer.receive().getBody(String.class)).isEqualTo("a");
        peer.seesAll();
        peer.driver().expectFlow().withLinkCredit(4);
        peer.seesAccepted();
        assertThat(consumer.receive().getBody(String.class)).isEqualTo("b");
        close();
    }

    @Test
    void emptyReceivesAskThePeerOnlyNowAndThen() throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("orders");
        connect("?jms.prefetchPolicy.all=10");
        MessageConsumer consumer = session.createConsumer(queue);
        peer.seesCredit(10);
        connection.start();
        peer.seesAll();
        peer.answersDrain(10);
        peer.driver().expectFlow().withLinkCredit(10);
        for (int i = 0; i < 20; i++) {
            assertThat(consumer.receive(1)).isNull();
        }
        close();
    }

    @Test
    void waitingOnAStoppedConnectionCostsNothing() throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("orders");
        connect("");
        MessageConsumer consumer = session.createConsumer(queue);
        long before = ManagementFactory.getThreadMXBean()
                .getThreadCpuTime(Thread.currentThread().getId());
        assertThat(consumer.receive(1000)).isNull();
        long spent = ManagementFactory.getThreadMXBean()
                        .getThreadCpuTime(Thread.currentThread().getId())
                - before;
        assertThat(TimeUnit.NANOSECONDS.toMillis(spent)).isLessThan(200);
        close();
    }

    @Test
    void creditGrowsWithTheFirstMessageIfItIsSmall() throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("orders");
        connect("");
        MessageConsumer consumer = session.createConsumer(queue);
        peer.seesCredit(16).sendsText("small").seesCredit(999);
        connection.start();
        peer.seesAll();
        peer.seesAccepted();
        assertThat(consumer.receive().getBody(String.class)).isEqualTo("small");
        close();
    }

    @Test
    void slowConsumerGrantsLessIfItsPrefetchAdapts() throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("orders");
        connect("?jms.prefetchPolicy.all=4&jms.prefetchPolicy.adaptive=true&jms.prefetchPolicy.adaptiveWait=20");
        MessageConsumer consumer = session.createConsumer(queue);
        peer.seesCredit(4).sendsText("a").sendsText("b").sendsText("c").sendsText("d");
        connection.start();
        peer.seesAll();
        // A window of four is filled again when two are left, one of one when none is.
        for (String text : List.of("a", "b", "c")) {
            peer.seesAccepted();
            takeSlowly(consumer, text);
            peer.seesAll();
        }
        peer.seesCredit(1).seesAccepted();
        takeSlowly(consumer, "d");
        close();
    }

    private void takeSlowly(MessageConsumer consumer, String text) throws Exception {
        assertThat(never.await(200, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(consumer.receive().getBody(String.class)).isEqualTo(text);
    }

    @Test
    void destinationHasAPrefetchOfItsOwn() throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("orders");
        connect("?jms.prefetchPolicy.all=5&jms.prefetchPolicy.destinations=orders:3");
        session.createConsumer(queue);
        peer.seesCredit(3);
        connection.start();
        close();
    }

    @Test
    void brokerThatDiesOfADrainIsNeverAskedForOne() throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("orders");
        connect("?jms.prefetchPolicy.all=10&" + LOCAL_ONLY);
        MessageConsumer consumer = session.createConsumer(queue);
        peer.seesCredit(10);
        connection.start();
        assertThat(consumer.receive(50)).isNull();
        assertThat(consumer.receiveNoWait()).isNull();
        close();
    }

    @Test
    void attachThatNobodyAnswersIsGivenUp() throws Exception {
        peer.opensConnectionAndSession();
        peer.driver().expectAttach().ofReceiver();
        peer.driver().expectDetach();
        connect("?jms.requestTimeout=200");
        assertThatThrownBy(() -> session.createConsumer(queue))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("queue 'orders'")
                .hasMessageContaining("200 ms");
        close();
    }

    @Test
    void ignoredSelectorIsAnError() throws Exception {
        peer.opensConnectionAndSession();
        peer.driver()
                .expectAttach()
                .ofReceiver()
                .withName(startsWith("amqpjms:receiver:"))
                .withSource()
                .withAddress("orders")
                .withJMSSelector("colour = 'red'")
                .and()
                .respond()
                .withSource()
                .withAddress("orders")
                .and();
        peer.seesLinkClose();
        connect("");
        assertThatThrownBy(() -> session.createConsumer(queue, "colour = 'red'"))
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("ignores message selectors")
                .hasMessageContaining("queue 'orders'");
        close();
    }

    @Test
    void refusedConsumerNamesTheReason() throws Exception {
        peer.opensConnectionAndSession().refusesReceiver("orders", "amqp:unauthorized-access", "not for you");
        connect("");
        assertThatThrownBy(() -> session.createConsumer(queue))
                .isInstanceOf(jakarta.jms.JMSSecurityException.class)
                .hasMessageContaining("not for you");
        close();
    }

    @Test
    void undecodableMessageIsGivenBackAndToldAndTheNextComes() throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("orders");
        connect("?jms.prefetchPolicy.all=10");
        MessageConsumer consumer = session.createConsumer(queue);
        peer.seesCredit(10)
                .sendsMessage(new byte[] {0x00, 0x53, 0x77, 0x7f})
                .sendsMessage(AmqpMessage.of("good").encode())
                .seesModified(true)
                .seesAccepted();
        connection.start();
        assertThat(consumer.receive().getBody(String.class)).isEqualTo("good");
        await().until(() -> told.size() == 1);
        assertThat(told.get(0)).hasMessageContaining("cannot be decoded");
        close();
    }

    @Test
    void expiredMessageIsGivenBackUnseen() throws Exception {
        AmqpMessage late = AmqpMessage.of("late");
        late.properties().absoluteExpiryTime(1);
        peer.opensConnectionAndSession().attachesReceiver("orders");
        connect("?jms.prefetchPolicy.all=10");
        MessageConsumer consumer = session.createConsumer(queue);
        peer.seesCredit(10)
                .sendsMessage(late.encode())
                .sendsText("good")
                .seesModified(true)
                .seesAccepted();
        connection.start();
        assertThat(consumer.receive().getBody(String.class)).isEqualTo("good");
        close();
    }

    @Test
    void linkThatThePeerEndsEndsTheReceive() throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("orders");
        connect("");
        MessageConsumer consumer = session.createConsumer(queue);
        peer.seesCredit();
        connection.start();
        FutureTask<Object> waiting = Blocked.in(consumer::receive);
        peer.closesLinkNow("amqp:resource-deleted", "queue gone");
        assertThatThrownBy(() -> waiting.get(5, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("queue gone");
        await().until(() -> told.size() == 1);
        close();
    }

    private MessageConsumer consumerWhoseDrainIsNotAnsweredInTime() throws JMSException {
        peer.opensConnectionAndSession().attachesReceiver("orders");
        connect("?jms.prefetchPolicy.all=10&amqp.drainTimeout=100&jms.requestTimeout=300");
        MessageConsumer consumer = session.createConsumer(queue);
        peer.seesCredit(10);
        connection.start();
        peer.seesAll();
        peer.driver().expectFlow().withDrain(true);
        assertThat(consumer.receiveNoWait()).isNull();
        assertThat(consumer.receive(500)).isNull();
        return consumer;
    }

    @Test
    void peerThatNeverAnswersADrainIsNotAskedAgain() throws Exception {
        MessageConsumer consumer = consumerWhoseDrainIsNotAnsweredInTime();
        assertThat(consumer.receiveNoWait()).isNull();
        close();
    }

    @Test
    void aDrainThatIsAnsweredLateLeavesTheConsumerItsCredit() throws Exception {
        consumerWhoseDrainIsNotAnsweredInTime();
        peer.seesAll();
        peer.seesCredit(10);
        peer.driver()
                .remoteFlow()
                .withHandle(0)
                .withLinkCredit(0)
                .withDeliveryCount(10)
                .withDrain(true)
                .now();
        peer.seesAll();
        close();
    }

    @Test
    void whatAListenerFailsOnGoesBackWithAllBehindItBeforeAnyCredit() throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("orders");
        connect("?jms.prefetchPolicy.all=4");
        MessageConsumer consumer = session.createConsumer(queue);
        CountDownLatch fails = new CountDownLatch(1);
        consumer.setMessageListener(message -> {
            await().until(() -> fails.getCount() == 0);
            throw new IllegalArgumentException("the listener fails");
        });
        peer.seesCredit(4).sendsText("a").sendsText("b").sendsText("c");
        connection.start();
        peer.seesAll();
        peer.driver()
                .expectFlow()
                .withDrain(true)
                .respond()
                .withLinkCredit(0)
                .withDeliveryCount(4)
                .withDrain(true);
        peer.driver().expectDisposition().withFirst(0).withState().modified(true);
        // In one frame or two.
        peer.driver().expectDisposition().withFirst(1).withState().released();
        peer.driver().expectDisposition().withFirst(2).withState().released().optional();
        peer.seesCredit(4);
        fails.countDown();
        peer.seesAll();
        close();
    }

    private void sendsThreeThatNobodyTakes(Session to) throws Exception {
        peer.seesCredit(10).sendsText("a").sendsText("b").sendsText("c");
        connection.start();
        await().until(() -> ((SessionImpl) to).consumers().prefetched() == 3);
    }

    /** Credit first, so that nothing of it comes again over the same link; in one frame or some. */
    private void seesCreditTakenBackAndReleased(int first) {
        peer.driver().expectFlow().withLinkCredit(0).withDrain(anyOf(nullValue(), equalTo(false)));
        peer.driver().expectDisposition().withFirst(first).withState().released();
        peer.driver().expectDisposition().withState().released().optional();
        peer.driver().expectDisposition().withState().released().optional();
    }

    @Test
    void whatNobodySawGoesBackBeforeItsConsumerEnds() throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("orders");
        connect("?jms.prefetchPolicy.all=10");
        MessageConsumer consumer = session.createConsumer(queue);
        sendsThreeThatNobodyTakes(session);
        seesCreditTakenBackAndReleased(0);
        peer.seesLinkClose();
        consumer.close();
        close();
    }

    @Test
    void whatNobodySawGoesBackBeforeItsSessionEnds() throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("orders");
        connect("?jms.prefetchPolicy.all=10");
        session.createConsumer(queue);
        sendsThreeThatNobodyTakes(session);
        seesCreditTakenBackAndReleased(0);
        peer.seesSessionEnd();
        session.close();
        close();
    }

    /** Leaves the session that acknowledges on demand as the test's. */
    private MessageConsumer firstOfThreeIsTakenOnDemand() throws Exception {
        peer.opensConnectionAndSession().opensSession().attachesReceiver("orders");
        connect("?jms.prefetchPolicy.all=10");
        session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
        MessageConsumer consumer = session.createConsumer(queue);
        sendsThreeThatNobodyTakes(session);
        assertThat(consumer.receive(10_000).getBody(String.class)).isEqualTo("a");
        return consumer;
    }

    @Test
    void whatNobodySawGoesBackBehindWhatWasNotAcknowledgedBeforeItsConnectionEnds() throws Exception {
        firstOfThreeIsTakenOnDemand();
        peer.driver().expectFlow().withLinkCredit(0).withDrain(anyOf(nullValue(), equalTo(false)));
        peer.driver().expectDisposition().withFirst(0).withState().modified(true);
        peer.driver().expectDisposition().withFirst(1).withState().released();
        peer.driver().expectDisposition().withState().released().optional();
        close();
    }

    @Test
    void whatNobodySawGoesBackWithASessionWhoseClosedConsumerStillWaitsForItsDrain() throws Exception {
        MessageConsumer consumer = firstOfThreeIsTakenOnDemand();
        peer.driver().expectFlow().withDrain(true);
        consumer.close();
        peer.seesAll();
        peer.driver().expectDisposition().withFirst(0).withState().modified(true);
        peer.driver().expectDisposition().withFirst(1).withState().released();
        peer.driver().expectDisposition().withState().released().optional();
        peer.seesLinkClose().seesSessionEnd();
        session.close();
        close();
    }
}
