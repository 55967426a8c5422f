package io.amqpjms.benchmarks.codec;

/** What the headers of all messages say. */
final class Headers {
    static final String QUEUE = "orders";
    static final String MESSAGE_ID = "ID:0f6bb2c8-55a8-4b0c-9f0d-3d7c1d2b9a10:1:1:1-1";
    static final long TIMESTAMP = 1_700_000_000_000L;

    private Headers() {}
}
