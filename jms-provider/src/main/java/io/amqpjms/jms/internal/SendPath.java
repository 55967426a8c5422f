package io.amqpjms.jms.internal;

import io.amqpjms.engine.Sender;
import io.amqpjms.engine.message.MessageBytes;
import io.amqpjms.mapping.AmqpTemporaryDestination;
import io.amqpjms.mapping.JmsDestination;
import io.amqpjms.mapping.message.ForeignMessages;
import io.amqpjms.mapping.message.JmsMessage;
import io.amqpjms.mapping.message.MessageEncoder;
import io.amqpjms.mapping.message.OutgoingHeaders;
import jakarta.jms.CompletionListener;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The way of one producer's messages from the application to the engine: headers, encoding, link, and how to wait for
 * the outcome. Used by the session's thread, which also encodes.
 */
final class SendPath {
    private final SessionImpl session;
    private final ConnectionImpl connection;
    private final ProducerImpl producer;
    private final Route route;
    private final MessageIdSource messageIds;
    private final Sends sends;
    private final ProviderSettings settings;

    SendPath(
            SessionImpl session,
            ConnectionImpl connection,
            ProducerImpl producer,
            Route route,
            MessageIdSource messageIds) {
        this.session = session;
        this.connection = connection;
        this.producer = producer;
        this.route = route;
        this.messageIds = messageIds;
        this.sends = session.sends();
        this.settings = session.settings();
    }

    /** Sends; with a listener it returns before the broker has answered. */
    void send(JmsDestination to, Message message, SendOptions options, @Nullable CompletionListener listener)
            throws JMSException {
        sends.watch().begin(to);
        try {
            sendWatched(to, message, options, listener);
        } catch (JMSException | RuntimeException failure) {
            sends.watch().failed();
            throw failure;
        }
    }

    private void sendWatched(
            JmsDestination to, Message message, SendOptions options, @Nullable CompletionListener listener)
            throws JMSException {
        connection.temporaries().requireExisting(to);
        JmsMessage outgoing = ForeignMessages.adopt(message, settings.messages());
        SenderLink link = route.to(to);
        Sender sender = link.sender();
        requireDelay(link, to, options);
        outgoing.prepareToSend(headers(to, options));
        outgoing.userId(connection.userId());
        if (outgoing.getJMSReplyTo() instanceof AmqpTemporaryDestination answers) {
            answers.onAsked();
        }
        MessageBytes encoded = MessageEncoder.encode(outgoing, connection.prefixes(), ofThisSend(outgoing, options));
        ForeignMessages.reportSent(outgoing, message);
        if (listener == null) {
            transfer(sender, link.sends(), encoded, to, options);
        } else {
            announce(
                    sender,
                    link.sends(),
                    encoded,
                    to,
                    options.isPersistent(),
                    sends.completions().begin(producer, message, listener));
        }
    }

    /** The properties that are of this send and not of the message, which may be sent again as another (JMS 3.1 §3.4.3). */
    private Map<String, @Nullable String> ofThisSend(JmsMessage outgoing, SendOptions options) {
        Map<String, @Nullable String> traced = sends.watch().trace(outgoing);
        String property = settings.duplicateIdProperty();
        if (property == null) {
            return traced;
        }
        Map<String, @Nullable String> all = new LinkedHashMap<>(traced);
        // Only what is persistent is ever sent again.
        all.put(property, options.isPersistent() ? idForCopies(outgoing) : null);
        return all;
    }

    private String idForCopies(JmsMessage outgoing) {
        String id = outgoing.getJMSMessageID();
        return id == null ? messageIds.next().toString() : id;
    }

    private void transfer(
            Sender sender, Sends.OfLink link, MessageBytes encoded, JmsDestination to, SendOptions options)
            throws JMSException {
        TransactionImpl transaction = sends.transaction();
        if (transaction != null) {
            sends.transacted(transaction, sender, link, encoded, to);
        } else if (waitsForOutcome(options)) {
            sends.awaited(sender, encoded, to, options.isPersistent());
        } else {
            sends.unawaited(sender, link, encoded, to, options.isPersistent());
        }
    }

    private boolean waitsForOutcome(SendOptions options) {
        return settings.forceSyncSend() || (options.isPersistent() && !settings.forceAsyncSend());
    }

    private void announce(
            Sender sender,
            Sends.OfLink link,
            MessageBytes encoded,
            JmsDestination to,
            boolean persistent,
            Completions.Send send)
            throws JMSException {
        boolean begun = false;
        try {
            sends.completed(sender, link, encoded, to, persistent, send);
            begun = true;
        } finally {
            if (!begun) {
                sends.completions().cancel(send);
            }
        }
    }

    private void requireDelay(SenderLink link, JmsDestination to, SendOptions options) throws JMSException {
        if (options.deliveryDelay() > 0 && !link.delaysDelivery()) {
            throw JmsErrors.unsupported("The broker cannot delay the delivery to " + Describe.destination(to)
                    + ": it offers DELAYED_DELIVERY neither on the connection nor on the link");
        }
    }

    private OutgoingHeaders headers(JmsDestination to, SendOptions options) {
        long now = settings.clock().millis();
        return new OutgoingHeaders(
                to,
                options.deliveryMode(),
                options.priority(),
                options.withoutTimestamp() ? 0 : now,
                options.expiration(now),
                Math.max(0, options.timeToLive()),
                options.deliveryTime(now),
                options.withoutId() ? null : messageIds.next());
    }

    @Override
    public String toString() {
        return "send path of " + producer + " in " + session;
    }
}
