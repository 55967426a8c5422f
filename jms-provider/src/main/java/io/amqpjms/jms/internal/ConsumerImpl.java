package io.amqpjms.jms.internal;

import io.amqpjms.engine.EngineException;
import io.amqpjms.jms.internal.ack.AckMode;
import io.amqpjms.jms.internal.ack.Received;
import io.amqpjms.jms.internal.context.BodyReceiver;
import io.amqpjms.jms.internal.watch.ReceiveWatch;
import io.amqpjms.mapping.message.JmsMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A message consumer (JMS 3.1 §8). Used by the session's thread, which is the dispatcher's once there is a listener;
 * closed by any.
 */
final class ConsumerImpl implements MessageConsumer, BodyReceiver, Dispatcher.Source {
    private static final Logger LOG = LoggerFactory.getLogger(ConsumerImpl.class);

    /** A receive that ends empty asks the broker not more often than this; see {@link Inbox#drain}. */
    private static final Duration DRAIN_PAUSE = Duration.ofSeconds(1);

    private static final long NO_WAIT = -1;
    private static final Duration NO_WAIT_DRAIN_PAUSE = Duration.ofMillis(20);

    private final SessionImpl session;
    private final SubscriptionSpec spec;
    private final ConsumerLink link;
    private final MessageIntake intake;
    private final AckMode ackMode;
    /** Held by a receive from its call to its return, so that closing can wait for it (JMS 3.1 §8.8). */
    private final ReentrantLock receiving = new ReentrantLock();

    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable MessageListener listener;
    private @Nullable BodyCheck check;

    ConsumerImpl(SessionImpl session, SubscriptionSpec spec, ConsumerLink link, MessageIntake intake) {
        this.session = session;
        this.spec = spec;
        this.link = link;
        this.intake = intake;
        this.ackMode = session.ackMode();
    }

    @Override
    public @Nullable String getMessageSelector() throws JMSException {
        requireOpen();
        return spec.selector();
    }

    @Override
    public @Nullable MessageListener getMessageListener() throws JMSException {
        requireOpen();
        return listener;
    }

    @Override
    public void setMessageListener(@Nullable MessageListener newListener) throws JMSException {
        requireOpen();
        Dispatcher dispatcher = session.dispatcher();
        if (newListener == null) {
            dispatcher.remove(this);
            link.inbox().onReady(null);
            dispatcher.awaitQuiet();
            listener = null;
        } else {
            listener = newListener;
            link.inbox().onReady(dispatcher::signal);
            dispatcher.add(this);
        }
    }

    @Override
    public @Nullable Message receive() throws JMSException {
        return receive(0);
    }

    @Override
    public @Nullable Message receive(long timeout) throws JMSException {
        if (timeout < 0) {
            return receiveNoWait();
        }
        return receive(timeout, DRAIN_PAUSE, session.settings().receiveLocalOnly());
    }

    @Override
    public @Nullable Message receiveNoWait() throws JMSException {
        return receive(NO_WAIT, NO_WAIT_DRAIN_PAUSE, session.settings().receiveNoWaitLocalOnly());
    }

    private @Nullable Message receive(long timeout, Duration drainPause, boolean localOnly) throws JMSException {
        receiving.lock();
        ReceiveWatch.Wait wait = link.watch().waits();
        JmsMessage message = null;
        try {
            requireSynchronous();
            // Needed only if no message is there.
            Deadline deadline = null;
            while (true) {
                Received next = poll();
                if (next == null) {
                    deadline = deadline == null ? deadline(timeout) : deadline;
                    next = await(deadline, drainPause, localOnly);
                }
                if (next == null) {
                    return null;
                }
                message = intake.open(next);
                if (message != null) {
                    return handOver(next, message);
                }
                link.inbox().handedOver();
            }
        } finally {
            link.inbox().handedOver();
            wait.over(message);
            receiving.unlock();
        }
    }

    private static Deadline deadline(long timeout) {
        return timeout == 0 ? Deadline.NEVER : Deadline.afterMillis(Math.max(0, timeout));
    }

    private @Nullable Received poll() throws JMSException {
        try {
            return link.inbox().pollToReturn();
        } catch (EngineException lost) {
            throw JmsErrors.of("receive from " + spec, lost);
        }
    }

    private @Nullable Received await(Deadline deadline, Duration drainPause, boolean localOnly) throws JMSException {
        Inbox inbox = link.inbox();
        ackMode.onIdle();
        try {
            Received next = inbox.take(deadline, session.leading().at(link.session()));
            return next != null || localOnly || closed.get()
                    ? next
                    : inbox.drain(drainPause, Deadline.after(session.settings().drainTimeout()));
        } catch (EngineException lost) {
            throw JmsErrors.of("receive from " + spec, lost);
        } catch (InterruptedException interrupt) {
            throw JmsErrors.interrupted("receive from " + spec, interrupt);
        }
    }

    private JmsMessage handOver(Received received, JmsMessage message) throws JMSException {
        check(received, message);
        message.acknowledger(session.acknowledger(received, message));
        ackMode.onReceived(received);
        return message;
    }

    private void check(Received received, JmsMessage message) throws JMSException {
        boolean undoable = ackMode.mode() == Session.AUTO_ACKNOWLEDGE || ackMode.mode() == Session.DUPS_OK_ACKNOWLEDGE;
        if (check == null || !undoable) {
            return;
        }
        try {
            check.look(message);
        } catch (JMSException | RuntimeException refused) {
            link.inbox().undo(received);
            throw refused;
        }
    }

    @Override
    public void checkBodies(@Nullable BodyCheck newCheck) {
        check = newCheck;
    }

    @Override
    public boolean deliverNext() {
        MessageListener target = listener;
        if (target == null) {
            return false;
        }
        Received next;
        try {
            next = link.inbox().poll();
        } catch (EngineException lost) {
            return false;
        }
        if (next == null) {
            ackMode.onIdle();
            return false;
        }
        ListenerCall.deliver(session, target, next, intake);
        return true;
    }

    @Override
    public boolean isAtHome() {
        return session.leading().isAtHome(link.session());
    }

    SubscriptionSpec spec() {
        return spec;
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

    /** Waits until then for the receive that has its message, and not for one that has none; whether it has returned. */
    boolean awaitHandedOver(Deadline deadline) {
        return link.inbox().awaitHandedOver(deadline);
    }

    /** Ends all receiving at once, with the session; whether that had not happened before. */
    boolean end() {
        if (!closed.compareAndSet(false, true)) {
            return false;
        }
        link.stopReceiving();
        awaitReceive();
        return true;
    }

    /** The same for a link that goes with the session, after {@link Consumers#releaseUnseen}. */
    void endWithSession() {
        if (end()) {
            link.withdraw();
        }
    }

    /** Ends all receiving at once, and the link when what the application has is settled. */
    void drain() {
        if (end()) {
            session.dispatcher().remove(this);
            link.close();
        }
    }

    private void awaitReceive() {
        receiving.lock();
        try {
            LOG.trace("No receive is under way at the end of {}", this);
        } finally {
            receiving.unlock();
        }
    }

    @Override
    public void close() throws JMSException {
        if (!end()) {
            return;
        }
        Dispatcher dispatcher = session.dispatcher();
        dispatcher.remove(this);
        dispatcher.awaitQuiet();
        ackMode.onIdle();
        session.consumers().remove(this);
        CompletableFuture<Void> answer = link.close();
        if (link.inbox().failure() == null) {
            session.awaitClose(answer, "close the consumer of " + spec);
        }
    }

    private void requireOpen() throws JMSException {
        session.requireOpen();
        if (closed.get()) {
            throw JmsErrors.closed("consumer");
        }
    }

    private void requireSynchronous() throws JMSException {
        requireOpen();
        if (listener != null) {
            throw JmsErrors.illegal("The consumer has a message listener and cannot receive by a call as well");
        }
    }

    @Override
    public String toString() {
        return "consumer of " + spec;
    }
}
