package io.amqpjms.jms.internal;

import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.Receiver;
import io.amqpjms.engine.ReceiverOptions;
import io.amqpjms.engine.Target;
import io.amqpjms.jms.internal.ack.Received;
import io.amqpjms.jms.internal.options.PrefetchPolicy;
import io.amqpjms.jms.internal.watch.ReceiveWatch;
import io.amqpjms.mapping.message.JmsMessage;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import java.util.Enumeration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One walk through the messages of a queue. It ends when the broker has sent what it had: the credit comes back unused. If the
 * line is lost meanwhile, the broker begins again with the first message.
 * Used by the session's thread.
 */
@SuppressWarnings("JdkObsolete") // JMS wants an Enumeration
final class Browsing implements Enumeration<JmsMessage> {
    private static final Logger LOG = LoggerFactory.getLogger(Browsing.class);

    private final SessionImpl session;
    private final ConsumerLink link;
    private final MessageIntake intake;
    private final String source;
    private @Nullable JmsMessage next;
    private volatile boolean ended;

    private Browsing(SessionImpl session, ConsumerLink link, MessageIntake intake, String source) {
        this.session = session;
        this.link = link;
        this.intake = intake;
        this.source = source;
    }

    static Browsing begin(SessionImpl session, ConnectionImpl connection, SubscriptionSpec spec) throws JMSException {
        String name = "amqpjms:browser:" + session.id() + ":" + UUID.randomUUID();
        ReceiverOptions options = new ReceiverOptions(
                name,
                spec.browsingSource(connection.prefixes().addressOf(spec.destination())),
                Target.of(name),
                true,
                List.of(),
                0,
                false,
                connection.settings().maxMessageSize());
        PrefetchPolicy policy = connection.settings().prefetch();
        CreditWindow window = new CreditWindow(Math.max(1, policy.browser()), policy.bytes());
        ConsumerLink link = new ConsumerLink(
                session.amqp(),
                options,
                window,
                AwaitedAnswers.at(spec.destination()),
                WaitWatch.none(),
                ReceiveWatch.NONE,
                false,
                () -> {});
        try {
            Receiver receiver = link.opened("browse " + spec);
            spec.requireFilters(receiver.remoteSource());
        } catch (JMSException refused) {
            link.close();
            throw refused;
        }
        link.onLost(reason -> LOG.debug("The browser of {} lost its link", spec, reason));
        link.inbox().start();
        return new Browsing(session, link, connection.subscribing().intake(spec, ReceiveWatch.NONE), spec.toString());
    }

    @Override
    public boolean hasMoreElements() {
        while (next == null && !ended) {
            Received received = fetch();
            if (received == null) {
                close();
            } else {
                next = intake.open(received);
            }
        }
        return next != null;
    }

    private @Nullable Received fetch() {
        try {
            session.requireOpen();
            return link.inbox().drainAll(Deadline.after(session.settings().drainTimeout()));
        } catch (EngineException lost) {
            throw unchecked(JmsErrors.of("browse " + source, lost));
        } catch (InterruptedException interrupt) {
            throw unchecked(JmsErrors.interrupted("browse " + source, interrupt));
        } catch (JMSException closed) {
            throw unchecked(closed);
        }
    }

    // An Enumeration cannot throw what JMS throws elsewhere.
    private static JMSRuntimeException unchecked(JMSException failure) {
        return new JMSRuntimeException(failure.getMessage(), failure.getErrorCode(), failure);
    }

    @Override
    public JmsMessage nextElement() {
        if (!hasMoreElements() || next == null) {
            throw new NoSuchElementException("The browser of " + source + " has seen all messages");
        }
        JmsMessage element = next;
        next = null;
        return element;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Ends the walk. */
    void close() {
        if (!ended) {
            ended = true;
            link.stopReceiving();
            link.close();
        }
    }
}
