package io.amqpjms.jms.internal.selector;

/** The type of a part of a selector, as far as the selector alone tells. JMS 3.1 §3.8.1.1. */
enum ValueType {
    PROPERTY("a property"),
    BOOLEAN("a condition"),
    NUMBER("a number"),
    STRING("a string");

    private final String shown;

    ValueType(String shown) {
        this.shown = shown;
    }

    @Override
    public String toString() {
        return shown;
    }
}
