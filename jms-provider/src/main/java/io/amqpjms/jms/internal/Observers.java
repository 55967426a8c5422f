package io.amqpjms.jms.internal;

import io.amqpjms.jms.ConnectionStateListener;
import io.amqpjms.jms.Metrics;
import io.amqpjms.jms.Tracing;
import org.jspecify.annotations.Nullable;

/**
 * Those of the application who hear what becomes of a connection. Immutable.
 *
 * @param listener hears of its line, or null
 * @param metrics counts its messages, or null
 * @param tracing traces its messages, or null
 */
public record Observers(
        @Nullable ConnectionStateListener listener,
        @Nullable Metrics metrics,
        @Nullable Tracing tracing) {}
