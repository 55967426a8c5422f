package io.amqpjms.jms.internal;

import io.amqpjms.engine.Receiver;
import io.amqpjms.engine.ReceiverOptions;
import io.amqpjms.engine.Sender;
import io.amqpjms.engine.Source;
import io.amqpjms.engine.Target;
import io.amqpjms.engine.message.Symbol;
import io.amqpjms.jms.internal.options.PrefetchPolicy;
import io.amqpjms.jms.internal.options.PresettlePolicy;
import io.amqpjms.jms.internal.watch.ReceiveWatch;
import io.amqpjms.mapping.message.DecodeContext;
import io.amqpjms.mapping.message.MessageDecoder;
import jakarta.jms.JMSException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the consumers of one connection attach their links, whichever session they belong to. For any thread. */
final class Subscribing {
    private static final Logger LOG = LoggerFactory.getLogger(Subscribing.class);

    private final ConnectionImpl connection;
    private final AtomicLong numbers = new AtomicLong();

    Subscribing(ConnectionImpl connection) {
        this.connection = connection;
    }

    /** Attaches a link that receives what is wanted, and waits for the broker's word on it. */
    ConsumerLink attach(Place place, SubscriptionSpec spec, boolean presettled) throws JMSException {
        connection.temporaries().requireConsumable(spec.destination());
        boolean clientIdGiven = connection.identity().clientId() != null;
        String linkName = linkName(spec, clientIdGiven);
        try {
            return attach(place, spec, at -> options(spec, linkName, clientIdGiven, presettled, at));
        } catch (JMSException failure) {
            release(spec, linkName);
            throw failure;
        }
    }

    /** Waits for links that are about to end: the last message of a closed consumer of this durable subscription is settled. */
    void awaitEnding(String subscription) throws JMSException {
        for (SessionImpl session : connection.sessions()) {
            session.consumers().awaitEnding(subscription);
        }
    }

    /** Makes messages of what comes over such a link. */
    MessageIntake intake(SubscriptionSpec spec, ReceiveWatch watch) {
        return intake(spec, null, watch);
    }

    /** The same, for one consumer whose line may be lost: what comes again is marked so. */
    MessageIntake intake(SubscriptionSpec spec, ConsumerLink link) {
        return intake(spec, connection.settings().reconnects() ? link.handedOver() : null, link.watch());
    }

    private MessageIntake intake(SubscriptionSpec spec, @Nullable HandedOver handedOver, ReceiveWatch watch) {
        ProviderSettings settings = connection.settings();
        DecodeContext context =
                new DecodeContext(spec.destination(), connection.prefixes(), settings.messages(), settings.decode());
        return new MessageIntake(
                new MessageDecoder(context), settings, connection.events(), spec.toString(), handedOver, watch);
    }

    private String linkName(SubscriptionSpec spec, boolean clientIdGiven) throws JMSException {
        String subscription = spec.name();
        return subscription == null
                ? "amqpjms:receiver:" + connection.id() + ":" + numbers.incrementAndGet() + ":"
                        + spec.destination().address()
                : connection.subscriptions().claim(spec.kind(), subscription, clientIdGiven);
    }

    private void release(SubscriptionSpec spec, String linkName) {
        String subscription = spec.name();
        if (subscription != null) {
            connection.subscriptions().release(spec.kind(), subscription, linkName);
        }
    }

    private ReceiverOptions options(
            SubscriptionSpec spec, String linkName, boolean clientIdGiven, boolean presettled, Place place) {
        Source own = spec.source(connection.prefixes().addressOf(spec.destination()), clientIdGiven);
        Source source = own.withAddress(place.addressOr(own.address()));
        boolean askForSharing = spec.kind().isShared() && !connection.offers(Capability.SHARED_SUBSCRIPTIONS);
        List<Symbol> desired = askForSharing ? List.of(Capability.SHARED_SUBSCRIPTIONS) : List.of();
        ReceiverOptions options = new ReceiverOptions(
                linkName,
                source,
                Target.of(linkName),
                presettled,
                desired,
                0,
                false,
                connection.settings().maxMessageSize());
        Sender creator = connection.temporaries().creatorOf(spec.destination());
        return creator == null ? options : options.withNodeOf(creator);
    }

    private ConsumerLink attach(Place first, SubscriptionSpec spec, Function<Place, ReceiverOptions> options)
            throws JMSException {
        Place place = first;
        while (true) {
            try {
                return attachAt(place, spec, options.apply(place));
            } catch (JMSException refused) {
                place = connection.redirects().follow(place, refused);
            }
        }
    }

    private WaitWatch watch(SubscriptionSpec spec) {
        return new WaitWatch(
                connection.settings().waitWarning(),
                System::nanoTime,
                waited -> connection.logged(() -> LOG.warn(
                        "A message for {} waited {} s here before the application took it; {} may wait at a time. A broker that"
                                + " lends messages for a time gives them to others meanwhile: a smaller jms.prefetchPolicy"
                                + " avoids that, and jms.prefetchWaitWarning sets when to tell.",
                        spec,
                        waited.toSeconds(),
                        window(spec).messages())));
    }

    private ConsumerLink attachAt(Place place, SubscriptionSpec spec, ReceiverOptions options) throws JMSException {
        ConsumerLink link = new ConsumerLink(
                place.session(),
                options,
                window(spec),
                AwaitedAnswers.at(spec.destination()),
                watch(spec),
                connection.watch().receives(spec.destination()),
                spec.kind().isDurable(),
                () -> tooLate(spec));
        try {
            Receiver receiver = link.opened("create a consumer of " + spec);
            spec.requireFilters(receiver.remoteSource());
            requireSharing(spec, options, receiver);
        } catch (JMSException refused) {
            link.close();
            throw refused;
        }
        link.onEnd(() -> release(spec, options.name()));
        place.onHomeEnded(link::end);
        return link;
    }

    private void tooLate(SubscriptionSpec spec) {
        connection.events().report(JmsErrors.acknowledgedTooLate(1, spec.toString()));
    }

    private static void requireSharing(SubscriptionSpec spec, ReceiverOptions options, Receiver receiver)
            throws JMSException {
        boolean granted = receiver.remoteOfferedCapabilities().containsAll(options.desiredCapabilities());
        if (spec.kind().isShared() && !granted) {
            throw JmsErrors.unsupported("The broker has no shared subscriptions: it offers SHARED-SUBS neither on the"
                    + " connection nor for " + spec);
        }
    }

    /** Whether the options want the broker to settle before it sends. */
    boolean isPresettled(SubscriptionSpec spec) {
        PresettlePolicy policy = connection.settings().presettle();
        return spec.destination().kind().isTopic() ? policy.topicConsumers() : policy.queueConsumers();
    }

    private CreditWindow window(SubscriptionSpec spec) {
        PrefetchPolicy policy = connection.settings().prefetch();
        int ofItsKind = !spec.destination().kind().isTopic()
                ? policy.queue()
                : spec.kind().isDurable() ? policy.durableTopic() : policy.topic();
        return new CreditWindow(
                policy.of(spec.destination().address(), ofItsKind),
                policy.bytes(),
                policy.longestWait(),
                connection.settings().drains());
    }
}
