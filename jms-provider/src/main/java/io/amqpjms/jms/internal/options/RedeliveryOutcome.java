package io.amqpjms.jms.internal.options;

/** What the broker is told about a message that was delivered too often. AMQP 1.0 §3.4. */
public enum RedeliveryOutcome {
    ACCEPTED,
    REJECTED,
    RELEASED,
    MODIFIED_FAILED,
    MODIFIED_FAILED_UNDELIVERABLE
}
