package io.amqpjms.engine;

/** When the receiver of a link settles (AMQP 1.0 §2.8.3). */
public enum ReceiverSettleMode {
    /** Together with the outcome. */
    FIRST,
    /** Once the sender has heard the outcome and settled. */
    SECOND
}
