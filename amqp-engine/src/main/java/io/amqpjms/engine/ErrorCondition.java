package io.amqpjms.engine;

import io.amqpjms.engine.message.Symbol;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An AMQP error (AMQP 1.0 §2.8.14).
 *
 * @param condition such as {@code amqp:not-found}
 * @param description for people, or null
 * @param info further values; empty when there are none
 */
public record ErrorCondition(Symbol condition, @Nullable String description, Map<Symbol, @Nullable Object> info) {
    /** Without further values. */
    public ErrorCondition(String condition, @Nullable String description) {
        this(Symbol.of(condition), description, Map.of());
    }

    @Override
    public String toString() {
        return description == null ? condition.toString() : description + " [" + condition + "]";
    }
}
