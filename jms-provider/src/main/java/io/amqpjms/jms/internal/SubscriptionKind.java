package io.amqpjms.jms.internal;

/** The ways to subscribe to a topic, of which the first is also the way to consume from a queue (JMS 3.1 §8.3). */
enum SubscriptionKind {
    PLAIN(false, false),
    DURABLE(true, false),
    SHARED(false, true),
    SHARED_DURABLE(true, true);

    private final boolean durable;
    private final boolean shared;

    SubscriptionKind(boolean durable, boolean shared) {
        this.durable = durable;
        this.shared = shared;
    }

    /** Whether it outlives its consumers. */
    boolean isDurable() {
        return durable;
    }

    /** Whether it may have several consumers at a time. */
    boolean isShared() {
        return shared;
    }
}
