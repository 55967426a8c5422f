package io.amqpjms.tck.report;

/** The run is not clean; the message says by how much. */
final class FallenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FallenException(String message) {
        super(message);
    }
}
