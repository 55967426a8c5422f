package io.amqpjms.jms.internal.selector;

/**
 * What is known, before any message, of one part of a selector; immutable.
 *
 * @param position where the part begins, from 1
 */
record Operand(ValueType type, int position) {
    /** Whether this can be of the type; a property can be of any. */
    boolean canBe(ValueType wanted) {
        return type == wanted || type == ValueType.PROPERTY;
    }

    boolean comparesWith(Operand other) {
        return canBe(other.type) || other.canBe(type);
    }
}
