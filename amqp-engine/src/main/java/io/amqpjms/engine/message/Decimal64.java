package io.amqpjms.engine.message;

import java.io.Serializable;

/**
 * An AMQP decimal64 (AMQP 1.0 §1.6.14): the bits of an IEEE 754-2008 number, kept as they are. Immutable.
 *
 * @param bits the 64 bits
 */
public record Decimal64(long bits) implements Serializable {}
