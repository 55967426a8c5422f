package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.testing.ScriptedPeer;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a close and a stop wait for, and what those who run meanwhile can still do. */
class ClosingTest {
    private static final int CREDIT = 10;
    private static final String OPTIONS = "?jms.prefetchPolicy.all=" + CREDIT + "&jms.closeTimeout=300";

    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    private final HeldListener held = new HeldListener();
    private Connection connection;

    private Session connect(int mode) throws JMSException {
        peer.opensConnectionAndSession();
        connection = new AmqpConnectionFactory(peer.uri() + OPTIONS).createConnection();
        return connection.createSession(mode);
    }

    private void listen(Session session) throws Exception {
        peer.attachesReceiver("orders").seesCredit(CREDIT).sendsText("a");
        session.createConsumer(session.createQueue("orders")).setMessageListener(held);
        connection.start();
        held.awaitCall();
        peer.seesAll();
    }

    private static FutureTask<Object> closing(AutoCloseable closed) {
        return Blocked.in(() -> {
            closed.close();
            return null;
        });
    }

    private void seesOptionalSessionEnd() {
        peer.driver().expectEnd().optional();
    }

    @Test
    void aListenerSendsAndCommitsWhileItsConnectionIsClosed() throws Exception {
        Session session = connect(Session.SESSION_TRANSACTED);
        peer.attachesSender("answers").grantsCredit(1);
        MessageProducer producer = session.createProducer(session.createQueue("answers"));
        held.does(message -> {
            producer.send(session.createTextMessage("b"));
            session.commit();
        });
        listen(session);
        FutureTask<Object> closing = closing(connection);
        peer.attachesCoordinator(CREDIT);
        peer.driver().expectDeclare().accept(new byte[] {1});
        peer.acceptsNextSend();
        peer.driver().expectDisposition();
        peer.driver().expectDischarge().withFail(false).accept();
        peer.driver().expectDeclare().accept(new byte[] {2});
        peer.seesConnectionClose();
        held.letReturn();
        closing.get(10, TimeUnit.SECONDS);
        assertThat(held.failure()).isNull();
    }

    @Test
    void aListenerAcknowledgesWhileItsSessionIsClosed() throws Exception {
        Session session = connect(Session.CLIENT_ACKNOWLEDGE);
        held.does(Message::acknowledge);
        listen(session);
        FutureTask<Object> closing = closing(session);
        assertThatThrownBy(session::createTextMessage).isInstanceOf(IllegalStateException.class);
        peer.seesAccepted().seesSessionEnd();
        held.letReturn();
        closing.get(10, TimeUnit.SECONDS);
        assertThat(held.failure()).isNull();
        peer.seesConnectionClose();
        connection.close();
    }

    @Test
    void aListenerMakesASessionAndSendsWhileItsConnectionIsClosed() throws Exception {
        Session session = connect(Session.AUTO_ACKNOWLEDGE);
        held.does(message -> {
            Session another = connection.createSession();
            another.createProducer(another.createQueue("answers")).send(another.createTextMessage("b"));
        });
        listen(session);
        FutureTask<Object> closing = closing(connection);
        assertThatThrownBy(connection::createSession).isInstanceOf(IllegalStateException.class);
        peer.opensSession().attachesSender("answers").grantsCredit(1).acceptsNextSend();
        peer.seesAccepted().seesConnectionClose();
        held.letReturn();
        closing.get(10, TimeUnit.SECONDS);
        assertThat(held.failure()).isNull();
    }

    @Test
    void aListenerMayNotCloseWhatIsBeingClosed() throws Exception {
        Session session = connect(Session.AUTO_ACKNOWLEDGE);
        held.does(message -> {
            assertThatThrownBy(session::close).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(connection::close).isInstanceOf(IllegalStateException.class);
        });
        listen(session);
        FutureTask<Object> closing = closing(connection);
        peer.seesAccepted().seesConnectionClose();
        held.letReturn();
        closing.get(10, TimeUnit.SECONDS);
        assertThat(held.failure()).isNull();
    }

    @Test
    void aConnectionWaitsForTheSessionThatAnotherThreadCloses() throws Exception {
        Session session = connect(Session.AUTO_ACKNOWLEDGE);
        listen(session);
        FutureTask<Object> sessionCloses = closing(session);
        FutureTask<Object> connectionCloses = closing(connection);
        peer.seesAccepted();
        seesOptionalSessionEnd();
        peer.seesConnectionClose();
        held.letReturn();
        connectionCloses.get(10, TimeUnit.SECONDS);
        sessionCloses.get(10, TimeUnit.SECONDS);
    }

    @Test
    void whoClosesASessionOrAConnectionSecondWaitsForTheFirst() throws Exception {
        Session session = connect(Session.AUTO_ACKNOWLEDGE);
        listen(session);
        List<FutureTask<Object>> all =
                List.of(closing(connection), closing(session), closing(connection), closing(session));
        assertThat(all).noneMatch(FutureTask::isDone);
        peer.seesAccepted();
        seesOptionalSessionEnd();
        peer.seesConnectionClose();
        held.letReturn();
        for (FutureTask<Object> each : all) {
            each.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void whoClosesAContextSecondWaitsForTheFirst() throws Exception {
        peer.opensConnectionAndSession().attachesReceiver("orders").seesCredit(CREDIT);
        peer.sendsText("a");
        JMSContext context = new AmqpConnectionFactory(peer.uri() + OPTIONS).createContext();
        context.createConsumer(context.createQueue("orders")).setMessageListener(held);
        held.awaitCall();
        peer.seesAll();
        FutureTask<Object> first = closing(context);
        FutureTask<Object> second = closing(context);
        assertThat(second.isDone()).isFalse();
        peer.seesAccepted().seesSessionEnd().seesConnectionClose();
        held.letReturn();
        second.get(10, TimeUnit.SECONDS);
        peer.seesAll();
        first.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aStartDuringAStopThatWaitsHoldsForAllSessions() throws Exception {
        List<Session> others = new ArrayList<>();
        others.add(connect(Session.AUTO_ACKNOWLEDGE));
        connection.start();
        List<MessageConsumer> consumers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            peer.attachesReceiver("others").seesCredit(CREDIT).sendsText("b");
            Session other = others.get(i);
            consumers.add(other.createConsumer(other.createQueue("others")));
            peer.seesAll();
            peer.opensSession();
            others.add(connection.createSession());
        }
        Session listening = others.get(8);
        peer.attachesReceiver("orders").seesCredit(CREDIT).sendsText("a");
        listening.createConsumer(listening.createQueue("orders")).setMessageListener(held);
        held.awaitCall();
        FutureTask<Object> stopping = closing(connection::stop);
        connection.start();
        peer.seesAccepted();
        held.letReturn();
        stopping.get(10, TimeUnit.SECONDS);
        peer.seesAll();
        for (MessageConsumer consumer : consumers) {
            peer.seesAccepted();
            assertThat(consumer.receive(1000)).isNotNull();
            peer.seesAll();
        }
        peer.seesConnectionClose();
        connection.close();
    }
}
