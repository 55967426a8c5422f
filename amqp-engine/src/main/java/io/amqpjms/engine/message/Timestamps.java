package io.amqpjms.engine.message;

import java.time.Instant;

/** AMQP timestamps (AMQP 1.0 §1.6.17): milliseconds since 1970 in 64 bits, fewer than an {@link Instant} can tell. Stateless. */
final class Timestamps {
    private Timestamps() {}

    static long milliseconds(Instant instant) {
        try {
            return instant.toEpochMilli();
        } catch (ArithmeticException e) {
            throw new AmqpEncodeException("No AMQP timestamp is as far from 1970 as " + instant);
        }
    }
}
