package io.amqpjms.jms.internal;

import io.amqpjms.mapping.JmsDestination;
import java.util.Locale;

/** How destinations are called in messages. Stateless. */
final class Describe {
    private Describe() {}

    /** Such as {@code queue 'orders'}. */
    static String destination(JmsDestination destination) {
        String kind = destination.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return kind + " '" + destination.address() + "'";
    }
}
