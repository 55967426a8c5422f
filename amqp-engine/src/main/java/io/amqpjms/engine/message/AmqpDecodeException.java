package io.amqpjms.engine.message;

/** Bytes are not the AMQP that they should be, or more than the limits allow. */
public final class AmqpDecodeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int position;

    AmqpDecodeException(String problem, int position) {
        super(problem + " (at byte " + position + ")");
        this.position = position;
    }

    /** Where the problem was found, counted in bytes from the start of the array. */
    public int position() {
        return position;
    }
}
