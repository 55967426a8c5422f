package io.amqpjms.engine;

import io.amqpjms.engine.message.Symbol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a receiver attaches and receives. Immutable; {@code with...} methods give changed copies.
 *
 * @param name the link's name
 * @param source where messages come from; null only to look up or to delete a durable terminus
 * @param target this side's terminus; informative
 * @param senderSettleMode whether the peer is asked to send settled messages
 * @param settleMode when this side settles
 * @param desiredCapabilities what the peer is asked to support
 * @param creditWindow credit that the engine keeps granted by itself; 0 leaves it to {@link Receiver#addCredit}
 * @param autoAccept whether a delivery that the callback left unsettled is accepted after it returned, and a stream that was
 *     left unsettled once it is read
 * @param maxMessageSize bytes that one message may have; a peer that sends more loses the link (AMQP 1.0 §2.7.3). Streams have
 *     no limit, since they are not held.
 * @param streaming whether messages are given in parts as they come, by {@link Handler#onStream}
 * @param nodeOf the link whose dynamic node is received from, under whatever address the peer gives it on this line; null
 *     to receive from the source's own address
 */
public record ReceiverOptions(
        String name,
        @Nullable Source source,
        Target target,
        SenderSettleMode senderSettleMode,
        ReceiverSettleMode settleMode,
        List<Symbol> desiredCapabilities,
        int creditWindow,
        boolean autoAccept,
        int maxMessageSize,
        boolean streaming,
        @Nullable Sender nodeOf) {
    /** A quarter of the heap, but at least 16 MiB. */
    public static final int DEFAULT_MAX_MESSAGE_SIZE = (int) Math.min(
            Integer.MAX_VALUE - 8, Math.max(16 << 20, Runtime.getRuntime().maxMemory() / 4));

    /** Whole messages, all of them settled or none. */
    public ReceiverOptions(
            String name,
            @Nullable Source source,
            Target target,
            boolean presettled,
            List<Symbol> desiredCapabilities,
            int creditWindow,
            boolean autoAccept,
            int maxMessageSize) {
        this(
                name,
                source,
                target,
                presettled ? SenderSettleMode.SETTLED : SenderSettleMode.UNSETTLED,
                ReceiverSettleMode.FIRST,
                desiredCapabilities,
                creditWindow,
                autoAccept,
                maxMessageSize,
                false,
                null);
    }

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
        if (maxMessageSize <= 0) {
            throw new IllegalArgumentException("maxMessageSize must be positive: " + maxMessageSize);
        }
    }

    /** Receives from an address with ten credits, each delivery accepted after the callback. */
    public static ReceiverOptions from(String name, String address) {
        return new ReceiverOptions(name, Source.of(address), Target.of(name), false, List.of(), 10, true);
    }

    /** A copy with another source. */
    public ReceiverOptions withSource(Source changed) {
        return new ReceiverOptions(
                name,
                changed,
                target,
                senderSettleMode,
                settleMode,
                desiredCapabilities,
                creditWindow,
                autoAccept,
                maxMessageSize,
                streaming,
                nodeOf);
    }

    /** A copy with other settle modes. */
    public ReceiverOptions withSettleModes(SenderSettleMode changedSender, ReceiverSettleMode changed) {
        return new ReceiverOptions(
                name,
                source,
                target,
                changedSender,
                changed,
                desiredCapabilities,
                creditWindow,
                autoAccept,
                maxMessageSize,
                streaming,
                nodeOf);
    }

    /** A copy with another credit window, which may be 0, and accepting by itself or not. */
    public ReceiverOptions withCredit(int changedWindow, boolean changedAccept) {
        return new ReceiverOptions(
                name,
                source,
                target,
                senderSettleMode,
                settleMode,
                desiredCapabilities,
                changedWindow,
                changedAccept,
                maxMessageSize,
                streaming,
                nodeOf);
    }

    /** A copy that gives messages in parts. */
    public ReceiverOptions asStreams() {
        return new ReceiverOptions(
                name,
                source,
                target,
                senderSettleMode,
                settleMode,
                desiredCapabilities,
                creditWindow,
                autoAccept,
                maxMessageSize,
                true,
                nodeOf);
    }

    /** A copy that receives from the dynamic node of this link, and finds it again on every line. */
    public ReceiverOptions withNodeOf(Sender maker) {
        return new ReceiverOptions(
                name,
                source,
                target,
                senderSettleMode,
                settleMode,
                desiredCapabilities,
                creditWindow,
                autoAccept,
                maxMessageSize,
                streaming,
                maker);
    }
}
