package io.amqpjms.engine.message;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A described value (AMQP 1.0 §1.1.2). Immutable.
 *
 * @param descriptor what the value means; usually a symbol or a ulong
 * @param value the value underneath
 */
public record Described(
        @Nullable Object descriptor, @Nullable Object value) implements Serializable {}
