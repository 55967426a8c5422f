package io.amqpjms.engine;

/** How much of a terminus survives its link (AMQP 1.0 §3.5.5). */
public enum TerminusDurability {
    /** Nothing. */
    NONE,
    /** That it exists and how it is configured. */
    CONFIGURATION,
    /** The deliveries that are not settled, too. */
    UNSETTLED_STATE
}
