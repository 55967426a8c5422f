package io.amqpjms.mapping;

import jakarta.jms.Destination;

/**
 * A destination by kind and address, of whatever class: two that agree in both are equal (JMS 3.1 §4.2), and have the hash code
 * of {@link #hashCodeOf}.
 */
public interface Addressed extends Destination {
    /** The address without any prefix the broker asks for. */
    String address();

    DestinationKind kind();

    /** What every destination of this kind and address has. */
    static int hashCodeOf(DestinationKind kind, String address) {
        return 31 * address.hashCode() + kind.code();
    }
}
