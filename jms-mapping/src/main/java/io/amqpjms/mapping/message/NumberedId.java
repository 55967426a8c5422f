package io.amqpjms.mapping.message;

import io.amqpjms.engine.message.AmqpWriter;

/**
 * A message id that is a text with a number at its end, which becomes one string only for an application that asks for
 * it. Immutable.
 *
 * @param prefix what all ids of one producer begin with; {@code ID:} is part of it
 * @param number not negative
 */
public record NumberedId(String prefix, long number) {

    void write(AmqpWriter out) {
        out.writeString(prefix, number);
    }

    @Override
    public String toString() {
        return prefix + number;
    }
}
