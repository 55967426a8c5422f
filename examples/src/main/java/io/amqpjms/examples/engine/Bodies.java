package io.amqpjms.examples.engine;

import io.amqpjms.engine.message.AmqpMessage;
import io.amqpjms.engine.message.Body;

/** Bodies as the examples print them. Stateless. */
final class Bodies {
    private Bodies() {}

    /** What a message with an amqp-value says; of others, their form. */
    static String text(AmqpMessage message) {
        return message.body() instanceof Body.Value value
                ? String.valueOf(value.value())
                : String.valueOf(message.body());
    }
}
