package io.amqpjms.jms.internal;

import io.amqpjms.mapping.JmsDestination;
import jakarta.jms.CompletionListener;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The JMS face of a producer (JMS 3.1 §7). Used by the session's thread, closed by any. */
final class ProducerImpl implements MessageProducer {
    private final SessionImpl session;
    private final ConnectionImpl connection;
    private final @Nullable JmsDestination destination;
    private final SendPath path;
    private final Route route;
    private final AtomicBoolean closed = new AtomicBoolean();
    private boolean messageIdDisabled;
    private boolean timestampDisabled;
    private int deliveryMode = DeliveryMode.PERSISTENT;
    private int priority = Message.DEFAULT_PRIORITY;
    private long timeToLive = Message.DEFAULT_TIME_TO_LIVE;
    private long deliveryDelay = Message.DEFAULT_DELIVERY_DELAY;
    private @Nullable SendOptions lastOptions;

    ProducerImpl(
            SessionImpl session,
            ConnectionImpl connection,
            @Nullable JmsDestination destination,
            Route route,
            MessageIdSource messageIds) {
        this.session = session;
        this.connection = connection;
        this.destination = destination;
        this.route = route;
        this.path = new SendPath(session, connection, this, route, messageIds);
    }

    @Override
    public void setDisableMessageID(boolean value) throws JMSException {
        requireOpen();
        messageIdDisabled = value;
    }

    @Override
    public boolean getDisableMessageID() throws JMSException {
        requireOpen();
        return messageIdDisabled;
    }

    @Override
    public void setDisableMessageTimestamp(boolean value) throws JMSException {
        requireOpen();
        timestampDisabled = value;
    }

    @Override
    public boolean getDisableMessageTimestamp() throws JMSException {
        requireOpen();
        return timestampDisabled;
    }

    @Override
    public void setDeliveryMode(int value) throws JMSException {
        requireOpen();
        SendOptions.requireDeliveryMode(value);
        deliveryMode = value;
    }

    @Override
    public int getDeliveryMode() throws JMSException {
        requireOpen();
        return deliveryMode;
    }

    @Override
    public void setPriority(int value) throws JMSException {
        requireOpen();
        SendOptions.requirePriority(value);
        priority = value;
    }

    @Override
    public int getPriority() throws JMSException {
        requireOpen();
        return priority;
    }

    @Override
    public void setTimeToLive(long value) throws JMSException {
        requireOpen();
        timeToLive = value;
    }

    @Override
    public long getTimeToLive() throws JMSException {
        requireOpen();
        return timeToLive;
    }

    @Override
    public void setDeliveryDelay(long value) throws JMSException {
        requireOpen();
        deliveryDelay = value;
    }

    @Override
    public long getDeliveryDelay() throws JMSException {
        requireOpen();
        return deliveryDelay;
    }

    @Override
    public @Nullable Destination getDestination() throws JMSException {
        requireOpen();
        return destination;
    }

    @Override
    public void send(@Nullable Message message) throws JMSException {
        send(message, deliveryMode, priority, timeToLive);
    }

    @Override
    public void send(@Nullable Message message, int mode, int ranking, long ttl) throws JMSException {
        send(ownDestination(), message, options(mode, ranking, ttl), null);
    }

    @Override
    public void send(@Nullable Destination to, @Nullable Message message) throws JMSException {
        send(to, message, deliveryMode, priority, timeToLive);
    }

    @Override
    public void send(@Nullable Destination to, @Nullable Message message, int mode, int ranking, long ttl)
            throws JMSException {
        send(givenDestination(to), message, options(mode, ranking, ttl), null);
    }

    @Override
    public void send(@Nullable Message message, @Nullable CompletionListener listener) throws JMSException {
        send(message, deliveryMode, priority, timeToLive, listener);
    }

    @Override
    public void send(@Nullable Message message, int mode, int ranking, long ttl, @Nullable CompletionListener listener)
            throws JMSException {
        send(ownDestination(), message, options(mode, ranking, ttl), required(listener));
    }

    @Override
    public void send(@Nullable Destination to, @Nullable Message message, @Nullable CompletionListener listener)
            throws JMSException {
        send(to, message, deliveryMode, priority, timeToLive, listener);
    }

    @Override
    public void send(
            @Nullable Destination to,
            @Nullable Message message,
            int mode,
            int ranking,
            long ttl,
            @Nullable CompletionListener listener)
            throws JMSException {
        send(givenDestination(to), message, options(mode, ranking, ttl), required(listener));
    }

    private void send(
            JmsDestination to, @Nullable Message message, SendOptions options, @Nullable CompletionListener listener)
            throws JMSException {
        if (message == null) {
            throw new MessageFormatException("There is no message to send, but null", "amqp:invalid-field");
        }
        path.send(to, message, options, listener);
    }

    private SendOptions options(int mode, int ranking, long ttl) throws JMSException {
        SendOptions known = lastOptions;
        if (known == null || !known.are(mode, ranking, ttl, deliveryDelay, messageIdDisabled, timestampDisabled)) {
            known = SendOptions.checked(mode, ranking, ttl, deliveryDelay, messageIdDisabled, timestampDisabled);
            lastOptions = known;
        }
        return known;
    }

    private static CompletionListener required(@Nullable CompletionListener listener) {
        if (listener == null) {
            throw new IllegalArgumentException("An asynchronous send needs a CompletionListener, but null was given");
        }
        return listener;
    }

    private JmsDestination ownDestination() throws JMSException {
        requireOpen();
        if (destination == null) {
            throw new UnsupportedOperationException(
                    "The producer was created without a destination, so each send must name one");
        }
        return destination;
    }

    private JmsDestination givenDestination(@Nullable Destination to) throws JMSException {
        requireOpen();
        if (destination != null) {
            throw new UnsupportedOperationException("The producer was created for " + Describe.destination(destination)
                    + ", so a send must not name another");
        }
        if (to == null) {
            throw new InvalidDestinationException("There is no destination to send to, but null", "amqp:not-found");
        }
        return JmsDestination.of(to);
    }

    private void requireOpen() throws JMSException {
        session.requireOpen();
        if (closed.get()) {
            throw JmsErrors.closed("producer");
        }
    }

    /** Ends the producer with its session. */
    void end() {
        closed.set(true);
    }

    @Override
    public void close() throws JMSException {
        if (closed.get()) {
            return;
        }
        Completions completions = session.sends().completions();
        if (completions.isCallerFor(this)) {
            throw JmsErrors.illegal("A completion listener must not close the producer that it was called for");
        }
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            awaitAnswers(completions);
            session.producers().remove(this);
            CompletableFuture<?>[] answers =
                    route.links().stream().map(SenderLink::close).toArray(CompletableFuture<?>[]::new);
            session.awaitClose(CompletableFuture.allOf(answers), "close the producer");
        } finally {
            // With the links every send has ended.
            completions.awaitAll(this, Deadline.NEVER);
        }
    }

    private void awaitAnswers(Completions completions) {
        Deadline until = connection.answersUntil();
        completions.awaitAll(this, until);
        route.links().forEach(link -> session.sends().awaitAnswers(link.sends(), until));
    }

    @Override
    public String toString() {
        return "producer" + (destination == null ? "" : " for " + Describe.destination(destination));
    }
}
