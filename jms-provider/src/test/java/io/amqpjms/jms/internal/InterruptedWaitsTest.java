package io.amqpjms.jms.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.amqpjms.engine.testing.ScriptedPeer;
import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who is interrupted while it waits for a link or session leaves none behind. */
class InterruptedWaitsTest {
    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    private Connection connection;

    private Session connect() throws JMSException {
        peer.opensConnectionAndSession();
        connection = new AmqpConnectionFactory(peer.uri().toString()).createConnection();
        return connection.createSession();
    }

    private void interruptOnceAttached(ThrowingCallable call) throws Exception {
        interrupt(call, () -> peer.driver().expectDetach().withClosed(true));
        close();
    }

    private void interruptOnceBegun(ThrowingCallable call) throws Exception {
        peer.driver().expectBegin();
        interrupt(call, () -> peer.driver().expectEnd().onChannel(1));
        peer.driver().remoteBegin().withRemoteChannel(1).onChannel(1).now();
        close();
    }

    private void interrupt(ThrowingCallable call, Runnable script) throws Exception {
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        FutureTask<Boolean> waiting = Blocked.in(() -> ended.complete(catchThrowable(call)));
        peer.seesAll();
        script.run();
        waiting.cancel(true);
        assertThat(ended.get(10, TimeUnit.SECONDS)).isInstanceOf(JMSException.class);
    }

    private void close() throws JMSException {
        peer.seesAll();
        peer.seesConnectionClose();
        connection.close();
    }

    @Test
    void temporaryQueueThatNobodyGetsIsGivenUp() throws Exception {
        Session session = connect();
        peer.opensSession();
        peer.driver().expectAttach().ofSender();
        interruptOnceAttached(session::createTemporaryQueue);
    }

    @Test
    void subscriptionThatWasToBeDeletedHasNoConsumerLeft() throws Exception {
        Session session = connect();
        peer.opensSession();
        peer.driver().expectAttach().ofReceiver();
        interruptOnceAttached(() -> session.unsubscribe("audit"));
    }

    @Test
    void sessionThatNobodyGetsIsEnded() throws Exception {
        connect();
        interruptOnceBegun(connection::createSession);
    }

    @Test
    void sessionOfTheConnectionsOwnThatNobodyGetsIsEnded() throws Exception {
        Session session = connect();
        interruptOnceBegun(session::createTemporaryQueue);
    }
}
