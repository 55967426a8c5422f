package io.amqpjms.jms.internal;

import io.amqpjms.engine.ExpiryPolicy;
import io.amqpjms.engine.Outcome;
import io.amqpjms.engine.Source;
import io.amqpjms.engine.TerminusDurability;
import io.amqpjms.engine.message.Described;
import io.amqpjms.engine.message.Symbol;
import io.amqpjms.engine.message.UnsignedLong;
import io.amqpjms.mapping.JmsDestination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer wants to receive, and the AMQP source that says so. Immutable.
 *
 * @param destination the queue or topic
 * @param selector which messages, or null for all
 * @param noLocal whether messages sent by the same connection are left out
 * @param kind how a topic is subscribed to
 * @param name the subscription's name, or null for a plain one
 */
record SubscriptionSpec(
        JmsDestination destination,
        @Nullable String selector,
        boolean noLocal,
        SubscriptionKind kind,
        @Nullable String name) {
    private static final Symbol COPY = Symbol.of("copy");
    private static final Symbol SELECTOR = Symbol.of("jms-selector");
    private static final Symbol NO_LOCAL = Symbol.of("no-local");
    private static final UnsignedLong SELECTOR_CODE = UnsignedLong.valueOf(0x0000_468C_0000_0004L);
    private static final UnsignedLong NO_LOCAL_CODE = UnsignedLong.valueOf(0x0000_468C_0000_0003L);
    private static final Outcome DEFAULT_OUTCOME = new Outcome.Modified(true, false);

    /** A consumer of a queue, or of a topic for as long as it lives. */
    static SubscriptionSpec plain(JmsDestination destination, @Nullable String selector, boolean noLocal) {
        return new SubscriptionSpec(destination, selector, noLocal, SubscriptionKind.PLAIN, null);
    }

    /** A named subscription to a topic; whether its kind and the client identifier allow it is checked. */
    static SubscriptionSpec named(
            JmsDestination topic,
            String name,
            @Nullable String selector,
            boolean noLocal,
            SubscriptionKind kind,
            @Nullable String clientId)
            throws JMSException {
        SubscriptionNames.require(name);
        if (kind.isDurable() && topic.kind().isTemporary()) {
            throw new InvalidDestinationException(
                    "A durable subscription to " + Describe.destination(topic) + " would outlive the topic",
                    "amqp:not-implemented");
        }
        if (kind == SubscriptionKind.DURABLE && clientId == null) {
            throw JmsErrors.illegal("A durable subscription that is not shared needs a client identifier;"
                    + " set one on the connection, or share the subscription");
        }
        return new SubscriptionSpec(topic, selector, noLocal, kind, name);
    }

    /** The source of a consumer's link. */
    Source source(String address, boolean clientIdGiven) {
        Source source = Source.of(address)
                .withCapabilities(capabilities(clientIdGiven))
                .withFilters(filters())
                .withDefaultOutcome(DEFAULT_OUTCOME);
        return kind.isDurable()
                ? source.withDurability(TerminusDurability.UNSETTLED_STATE, ExpiryPolicy.NEVER)
                        .withDistribution(COPY)
                : source;
    }

    /** The source of a browser's link: messages are looked at and stay. */
    Source browsingSource(String address) {
        return Source.of(address)
                .withCapabilities(capabilities(true))
                .withFilters(filters())
                .withDistribution(COPY);
    }

    private List<Symbol> capabilities(boolean clientIdGiven) {
        List<Symbol> capabilities = new ArrayList<>();
        capabilities.add(Symbol.of(destination.kind().capability()));
        if (kind.isShared()) {
            capabilities.add(Capability.SHARED);
            if (!clientIdGiven) {
                capabilities.add(Capability.GLOBAL);
            }
        }
        return capabilities;
    }

    private Map<Symbol, @Nullable Object> filters() {
        Map<Symbol, @Nullable Object> filters = new LinkedHashMap<>();
        if (noLocal) {
            filters.put(NO_LOCAL, new Described(NO_LOCAL_CODE, "NoLocalFilter{}"));
        }
        if (selector != null) {
            filters.put(SELECTOR, new Described(SELECTOR_CODE, selector));
        }
        return filters;
    }

    /** Throws if the broker's word on the source leaves out a filter: it would send messages that nobody wants. */
    void requireFilters(@Nullable Source confirmed) throws JMSException {
        Map<Symbol, @Nullable Object> active = confirmed == null ? Map.of() : confirmed.filters();
        if (selector != null && !active.containsKey(SELECTOR)) {
            throw JmsErrors.unsupported("The broker ignores message selectors on " + Describe.destination(destination)
                    + ": it did not confirm '" + selector + "'");
        }
        if (noLocal && !active.containsKey(NO_LOCAL)) {
            throw JmsErrors.unsupported(
                    "The broker ignores noLocal on " + Describe.destination(destination) + ": it did not confirm it");
        }
    }

    @Override
    public String toString() {
        return (name == null ? "" : "subscription '" + name + "' to ") + Describe.destination(destination);
    }
}
