package io.amqpjms.engine.message;

/** A value cannot be written as AMQP. The message names the value's type and what is wrong with it. */
public final class AmqpEncodeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AmqpEncodeException(String message) {
        super(message);
    }
}
