package io.amqpjms.engine.message;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An AMQP array (AMQP 1.0 §1.6.24): values of one type. Immutable.
 *
 * @param type the type of every element
 * @param descriptors what describes every element, outermost first; empty when the elements are plain
 * @param values the elements, as the Java types of {@code type}; elements of an array of arrays are arrays
 */
public record AmqpArray(AmqpType type, List<Object> descriptors, List<? extends @Nullable Object> values)
        implements Serializable {
    public AmqpArray {
        descriptors = List.copyOf(descriptors);
    }

    /** An array of plain elements. */
    public static AmqpArray of(AmqpType type, List<? extends @Nullable Object> values) {
        return new AmqpArray(type, List.of(), values);
    }
}
