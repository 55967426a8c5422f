package io.amqpjms.jms.internal;

import io.amqpjms.engine.EngineException;
import io.amqpjms.jms.internal.ack.Received;
import io.amqpjms.jms.internal.legacy.DomainViews;
import io.amqpjms.mapping.JmsDestination;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.JMSException;
import jakarta.jms.ServerSession;
import jakarta.jms.ServerSessionPool;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Hands a connection's messages to the sessions of an application server (JMS 3.1 §9.4). Its own thread waits for free
 * sessions and fills them; any thread closes it.
 */
final class ConnectionConsumerImpl implements ConnectionConsumer {
    private final ConnectionImpl connection;
    private final SubscriptionSpec spec;
    private final ConsumerLink link;
    private final MessageIntake intake;
    private final ServerSessionPool pool;
    private final int maxMessages;
    private final SerialThread thread;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    /** A message that a failing pool gives back comes again at once, since nobody else may want it. */
    private final RetryPause pause = new RetryPause();

    ConnectionConsumerImpl(
            ConnectionImpl connection,
            SubscriptionSpec spec,
            ConsumerLink link,
            MessageIntake intake,
            ServerSessionPool pool,
            int maxMessages,
            String id) {
        this.connection = connection;
        this.spec = spec;
        this.link = link;
        this.intake = intake;
        this.pool = pool;
        this.maxMessages = maxMessages;
        this.thread = SerialThread.lasting("amqpjms-connection-consumer-" + id);
        thread.start();
        link.inbox().onReady(this::schedule);
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            thread.execute(this::handOver);
        }
    }

    private void handOver() {
        scheduled.set(false);
        try {
            Received next = link.inbox().poll();
            while (next != null && !closed.get()) {
                fillSession(next);
                next = link.inbox().poll();
            }
            if (next != null) {
                next.release();
            }
        } catch (EngineException lost) {
            connection.events().report(JmsErrors.of("receive from " + spec, lost));
        }
    }

    private void fillSession(Received first) {
        try {
            ServerSession serverSession = pool.getServerSession();
            SessionImpl session = requireOurs(serverSession);
            // One that is closed would give back what it gets at once, again and again.
            session.requireOpen();
            load(session, first);
            start(serverSession, session);
            pause.worked();
        } catch (JMSException | RuntimeException failure) {
            first.release();
            connection.events().report(JmsErrors.of("hand over a message to a server session", failure));
            pause.failed();
        }
    }

    private void load(SessionImpl session, Received first) {
        Received next = first;
        for (int loaded = 1; next != null; loaded++) {
            session.loaded().add(next, intake, this::putBack);
            next = loaded < maxMessages ? nextWaiting() : null;
        }
    }

    // What is loaded is started: its server session would not come back to the pool (JMS 3.1 §9.4). A lost link tells
    // the next poll.
    private @Nullable Received nextWaiting() {
        try {
            return link.inbox().poll();
        } catch (EngineException lost) {
            return null;
        }
    }

    // Once closed, the inbox yields what came in too late.
    private void putBack(Received unseen) {
        link.inbox().undo(unseen);
        if (closed.get()) {
            link.inbox().close().forEach(Received::release);
        } else {
            schedule();
        }
    }

    private static void start(ServerSession serverSession, SessionImpl session) throws JMSException {
        try {
            serverSession.start();
        } catch (JMSException | RuntimeException notStarted) {
            session.loaded().release();
            throw notStarted;
        }
    }

    private static SessionImpl requireOurs(ServerSession serverSession) throws JMSException {
        if (DomainViews.classic(serverSession.getSession()) instanceof SessionImpl ours) {
            return ours;
        }
        throw JmsErrors.illegal("The server session holds a session of another provider");
    }

    @Override
    public @Nullable ServerSessionPool getServerSessionPool() throws JMSException {
        if (closed.get()) {
            throw JmsErrors.closed("connection consumer");
        }
        return pool;
    }

    boolean consumesFrom(JmsDestination destination) {
        return spec.destination().equals(destination);
    }

    int prefetched() {
        return link.inbox().size();
    }

    void start() {
        link.inbox().start();
    }

    void stop() {
        link.inbox().stop();
    }

    /** Ends all receiving at once; whether that had not happened before. */
    boolean end() {
        if (!closed.compareAndSet(false, true)) {
            return false;
        }
        link.stopReceiving();
        pause.end();
        thread.close();
        return true;
    }

    /** The same for a link that goes with the connection. */
    void endWithConnection() {
        if (end()) {
            link.withdraw();
            link.releaseUnseen();
        }
    }

    @Override
    public void close() throws JMSException {
        if (!end()) {
            return;
        }
        connection.connectionConsumers().remove(this);
        CompletableFuture<Void> answer = link.close();
        if (link.inbox().failure() == null) {
            Await.end(answer, "close the connection consumer of " + spec);
        }
    }
}
