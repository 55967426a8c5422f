package io.amqpjms.mapping.message;

import io.amqpjms.mapping.AddressPrefixes;
import io.amqpjms.mapping.DestinationKind;
import io.amqpjms.mapping.JmsDestination;
import org.jspecify.annotations.Nullable;

/** The destination that a field of the last message named, for the next one often names the same. For one thread at a time. */
final class RecentDestination {
    private final AddressPrefixes prefixes;
    private String address = "";
    private @Nullable JmsDestination destination;

    RecentDestination(AddressPrefixes prefixes) {
        this.prefixes = prefixes;
    }

    /** Whether addresses on the wire are those that the application knows. */
    boolean isUnprefixed() {
        return prefixes.equals(AddressPrefixes.NONE);
    }

    /** As it was on the wire. */
    String address() {
        return address;
    }

    /** The destination of that kind behind an address from the wire. */
    JmsDestination of(DestinationKind kind, String wanted) {
        JmsDestination known = destination;
        if (known == null || known.kind() != kind || !wanted.equals(address)) {
            known = prefixes.destinationOf(kind, wanted);
            address = wanted;
            destination = known;
        }
        return known;
    }
}
