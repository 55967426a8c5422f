package io.amqpjms.mapping;

import org.jspecify.annotations.Nullable;

/**
 * What stands before the names of queues and topics in the addresses of a broker that tells them apart that way;
 * temporary destinations have the address the broker gave them. Immutable.
 */
public record AddressPrefixes(String queue, String topic) {

    public static final AddressPrefixes NONE = new AddressPrefixes("", "");

    /** Prefixes of which either may be absent. */
    public static AddressPrefixes of(@Nullable String queue, @Nullable String topic) {
        return queue == null && topic == null
                ? NONE
                : new AddressPrefixes(queue == null ? "" : queue, topic == null ? "" : topic);
    }

    /** The address to put on the wire. */
    public String addressOf(JmsDestination destination) {
        String prefix = prefixOf(destination.kind());
        return prefix.isEmpty() ? destination.address() : prefix + destination.address();
    }

    /** The destination of that kind behind an address from the wire. */
    public JmsDestination destinationOf(DestinationKind kind, String address) {
        String prefix = prefixOf(kind);
        boolean prefixed = !prefix.isEmpty() && address.startsWith(prefix);
        return JmsDestination.of(kind, prefixed ? address.substring(prefix.length()) : address);
    }

    private String prefixOf(DestinationKind kind) {
        return switch (kind) {
            case QUEUE -> queue;
            case TOPIC -> topic;
            case TEMPORARY_QUEUE, TEMPORARY_TOPIC -> "";
        };
    }
}
