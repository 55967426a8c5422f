package io.amqpjms.tool;

import jakarta.jms.Destination;
import jakarta.jms.JMSContext;

/** A queue or a topic. Immutable. */
record Address(String name, boolean topic) {
    Destination in(JMSContext context) {
        return topic ? context.createTopic(name) : context.createQueue(name);
    }

    /** In words. */
    @Override
    public String toString() {
        return (topic ? "topic '" : "queue '") + name + "'";
    }
}
