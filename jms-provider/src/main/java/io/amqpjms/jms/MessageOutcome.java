package io.amqpjms.jms;

/** How a message that was sent or received came to its end (AMQP 1.0 §3.4), or that no end was heard of. */
public enum MessageOutcome {
    /** It was taken. */
    ACCEPTED,
    /** It is invalid for whoever received it. */
    REJECTED,
    /** It was given back without being looked at. */
    RELEASED,
    /** It was given back as failed, or as undeliverable. */
    MODIFIED,
    /** Sent, but the broker did not answer in time, or gave no credit. */
    TIMED_OUT,
    /** Not sent, or sent and no answer can come any more: the line, the session or the link is gone. */
    FAILED
}
