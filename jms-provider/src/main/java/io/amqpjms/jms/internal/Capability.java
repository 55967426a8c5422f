package io.amqpjms.jms.internal;

import io.amqpjms.engine.message.Symbol;

/** Capabilities that brokers offer beyond AMQP 1.0, on connections or on links. Constants. */
final class Capability {
    /** Messages may be sent to a terminus without an address. */
    static final Symbol ANONYMOUS_RELAY = Symbol.of("ANONYMOUS-RELAY");
    /** Messages may ask to be delivered later. */
    static final Symbol DELAYED_DELIVERY = Symbol.of("DELAYED_DELIVERY");
    /** Several consumers may share one subscription. */
    static final Symbol SHARED_SUBSCRIPTIONS = Symbol.of("SHARED-SUBS");
    /** On a source: this subscription is shared. */
    static final Symbol SHARED = Symbol.of("shared");
    /** On a source: this subscription belongs to no client identifier. */
    static final Symbol GLOBAL = Symbol.of("global");

    private Capability() {}
}
