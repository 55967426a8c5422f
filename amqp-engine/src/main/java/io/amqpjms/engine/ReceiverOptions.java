package io.amqpjms.engine;

import io.amqpjms.engine.message.Symbol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a receiver attaches and receives. Immutable.
 *
 * @param name the link's name
 * @param source where messages come from; null only to look up or to delete a durable terminus
 * @param target this side's terminus; informative
 * @param presettled whether the peer shall send settled messages
 * @param desiredCapabilities what the peer is asked to support
 * @param creditWindow credit that the engine keeps granted by itself; 0 leaves it to {@link Receiver#addCredit}
 * @param autoAccept whether a delivery that the callback left unsettled is accepted after it returned
 * @param maxMessageSize bytes that one message may have; a peer that sends more loses the link (AMQP 1.0 §2.7.3)
 */
public record ReceiverOptions(
        String name,
        @Nullable Source source,
        Target target,
        boolean presettled,
        List<Symbol> desiredCapabilities,
        int creditWindow,
        boolean autoAccept,
        int maxMessageSize) {
    /** A quarter of the heap, but at least 16 MiB. */
    public static final int DEFAULT_MAX_MESSAGE_SIZE = (int) Math.min(
            Integer.MAX_VALUE - 8, Math.max(16 << 20, Runtime.getRuntime().maxMemory() / 4));

    /** With the default limit for the size of a message. */
    public ReceiverOptions(
            String name,
            @Nullable Source source,
            Target target,
            boolean presettled,
            List<Symbol> desiredCapabilities,
            int creditWindow,
            boolean autoAccept) {
        this(name, source, target, presettled, desiredCapabilities, creditWindow, autoAccept, DEFAULT_MAX_MESSAGE_SIZE);
    }

    public ReceiverOptions {
        desiredCapabilities = List.copyOf(desiredCapabilities);
        if (creditWindow < 0) {
            throw new IllegalArgumentException("creditWindow must not be negative: " + creditWindow);
        }
    }

    /** Receives from an address with ten credits, each delivery accepted after the callback. */
    public static ReceiverOptions from(String name, String address) {
        return new ReceiverOptions(name, Source.of(address), Target.of(name), false, List.of(), 10, true);
    }
}
