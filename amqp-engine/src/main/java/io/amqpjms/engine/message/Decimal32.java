package io.amqpjms.engine.message;

import java.io.Serializable;

/**
 * An AMQP decimal32 (AMQP 1.0 §1.6.13): the bits of an IEEE 754-2008 number, kept as they are. Immutable.
 *
 * @param bits the 32 bits
 */
public record Decimal32(int bits) implements Serializable {}
