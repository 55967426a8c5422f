package io.amqpjms.engine;

/** When an unused terminus goes (AMQP 1.0 §3.5.6). */
public enum ExpiryPolicy {
    /** With its link. */
    LINK_DETACH,
    /** With its session. */
    SESSION_END,
    /** With its connection. */
    CONNECTION_CLOSE,
    /** Not by itself. */
    NEVER
}
