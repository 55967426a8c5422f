package io.amqpjms.tool;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Topic;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A subscription with a name; one kind of it. For one thread. */
final class Subscription {
    @Option(
            names = "--durable",
            paramLabel = "NAME",
            description = "by the durable subscription of this name, which needs --client-id")
    private @Nullable String durable;

    @Option(names = "--shared", paramLabel = "NAME", description = "by the shared subscription of this name")
    private @Nullable String shared;

    @Option(
            names = "--shared-durable",
            paramLabel = "NAME",
            description = "by the shared durable subscription of this name")
    private @Nullable String sharedDurable;

    JMSConsumer consumer(JMSContext context, Topic topic, @Nullable String selector) {
        if (durable != null) {
            return context.createDurableConsumer(topic, durable, selector, false);
        }
        return shared != null
                ? context.createSharedConsumer(topic, shared, selector)
                : context.createSharedDurableConsumer(topic, sharedDurable, selector);
    }

    boolean needsClientId() {
        return durable != null;
    }

    /** The name of the subscription if it outlives its consumers, else null. */
    @Nullable
    String durableName() {
        return durable != null ? durable : sharedDurable;
    }
}
