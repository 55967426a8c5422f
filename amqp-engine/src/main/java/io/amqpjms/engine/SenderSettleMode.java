package io.amqpjms.engine;

/** When the sender of a link settles (AMQP 1.0 §2.8.2). */
public enum SenderSettleMode {
    /** Every delivery leaves unsettled, and its outcome comes back. */
    UNSETTLED,
    /** Every delivery leaves settled, so that no outcome comes back. */
    SETTLED,
    /** Each delivery as its sender likes. */
    MIXED
}
