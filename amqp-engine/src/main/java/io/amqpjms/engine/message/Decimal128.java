package io.amqpjms.engine.message;

import java.io.Serializable;

/**
 * An AMQP decimal128 (AMQP 1.0 §1.6.15): the bits of an IEEE 754-2008 number, kept as they are. Immutable.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record Decimal128(long high, long low) implements Serializable {}
