package io.amqpjms.jms.internal;

import io.amqpjms.engine.Sender;
import io.amqpjms.engine.SenderOptions;
import io.amqpjms.engine.Source;
import io.amqpjms.engine.Target;
import io.amqpjms.engine.message.Symbol;
import io.amqpjms.mapping.JmsDestination;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A producer's link to one destination, or to the broker's anonymous relay. A link that the broker has ended, as some do
 * with idle ones, is attached again by the next send. Used by the session's thread.
 */
final class SenderLink {
    private static final Duration AS_GOOD_AS_FOREVER = Duration.ofDays(365);

    private final SessionImpl session;
    private final ConnectionImpl connection;
    private final String producerId;
    private final @Nullable JmsDestination destination;
    private final Sends.OfLink sends = new Sends.OfLink();
    private int attachments;
    private Sender sender;

    SenderLink(SessionImpl session, ConnectionImpl connection, String producerId, @Nullable JmsDestination destination)
            throws JMSException {
        this.session = session;
        this.connection = connection;
        this.producerId = producerId;
        this.destination = destination;
        this.sender = attach();
    }

    /** The link, attached. */
    Sender sender() throws JMSException {
        if (sender.hasEnded()) {
            session.requireOpen();
            sender = attach();
        }
        return sender;
    }

    /** Whether the broker can deliver later what is sent here. */
    boolean delaysDelivery() {
        return connection.offers(Capability.DELAYED_DELIVERY)
                || sender.remoteOfferedCapabilities().contains(Capability.DELAYED_DELIVERY);
    }

    /** What was sent over it. */
    Sends.OfLink sends() {
        return sends;
    }

    CompletableFuture<Void> close() {
        return Await.closing(sender);
    }

    private Sender attach() throws JMSException {
        Place place = Place.at(session.amqp(), session.isTransacted());
        while (true) {
            try {
                return attach(place);
            } catch (JMSException refused) {
                place = connection.redirects().follow(place, refused);
            }
        }
    }

    private Sender attach(Place place) throws JMSException {
        attachments++;
        String name = "amqpjms:sender:" + producerId + (attachments == 1 ? "" : "~" + attachments)
                + (destination == null ? "" : ":" + destination.address());
        Sender attaching = place.session().openSender(options(name, place), null);
        try {
            Await.answer(attaching.opened(), "create a producer for " + describe());
            place.onHomeEnded(attaching::close);
            return attaching;
        } catch (JMSException refused) {
            attaching.close();
            throw refused;
        }
    }

    private String describe() {
        return destination == null ? "any destination" : Describe.destination(destination);
    }

    private SenderOptions options(String name, Place place) {
        List<Symbol> desired =
                connection.offers(Capability.DELAYED_DELIVERY) ? List.of() : List.of(Capability.DELAYED_DELIVERY);
        Duration timeout = session.settings().sendTimeout();
        SenderOptions options = new SenderOptions(
                name,
                Source.of(name),
                target(place),
                presettled(),
                desired,
                timeout.compareTo(AS_GOOD_AS_FOREVER) > 0 ? Duration.ZERO : timeout,
                session.settings().reconnects());
        Sender creator = destination == null ? null : connection.temporaries().creatorOf(destination);
        return creator == null ? options : options.withNodeOf(creator);
    }

    private Target target(Place place) {
        return destination == null
                ? Target.of(place.addressOr(null))
                : Target.of(place.addressOr(connection.prefixes().addressOf(destination)))
                        .withCapabilities(List.of(Symbol.of(destination.kind().capability())));
    }

    private boolean presettled() {
        var policy = session.settings().presettle();
        if (session.isTransacted()) {
            return policy.transactedProducers();
        }
        if (destination == null) {
            return policy.queueProducers() && policy.topicProducers();
        }
        return destination.kind().isTopic() ? policy.topicProducers() : policy.queueProducers();
    }
}
