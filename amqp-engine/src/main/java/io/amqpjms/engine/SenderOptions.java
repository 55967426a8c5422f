package io.amqpjms.engine;

import io.amqpjms.engine.message.Symbol;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a sender attaches and sends. Immutable; {@code with...} methods give changed copies.
 *
 * @param name the link's name
 * @param source this side's terminus; informative
 * @param target where messages go
 * @param settleMode whether messages leave settled, so that no outcome comes back (AMQP 1.0 §2.6.12)
 * @param receiverSettleMode when the peer is asked to settle
 * @param desiredCapabilities what the peer is asked to support
 * @param sendTimeout how long a message may wait for credit and for its outcome; zero means for ever
 * @param resends whether messages without outcome are sent again, in order, when the line was lost and stands again; they
 *     may then arrive twice. Otherwise they fail. Messages that never left are sent in either case.
 * @param maxUnsettled how many messages may be without outcome at a time; further ones wait as they do for credit, and as
 *     long. 0 means as many as there is credit for.
 * @param nodeOf the link whose dynamic node is sent to, under whatever address the peer gives it on this line; null to send
 *     to the target's own address
 */
public record SenderOptions(
        String name,
        Source source,
        Target target,
        SenderSettleMode settleMode,
        ReceiverSettleMode receiverSettleMode,
        List<Symbol> desiredCapabilities,
        Duration sendTimeout,
        boolean resends,
        int maxUnsettled,
        @Nullable Sender nodeOf) {
    /** Every message settled, or none; with as many unsettled as there is credit for. */
    public SenderOptions(
            String name,
            Source source,
            Target target,
            boolean presettled,
            List<Symbol> desiredCapabilities,
            Duration sendTimeout,
            boolean resends) {
        this(
                name,
                source,
                target,
                presettled ? SenderSettleMode.SETTLED : SenderSettleMode.UNSETTLED,
                ReceiverSettleMode.FIRST,
                desiredCapabilities,
                sendTimeout,
                resends,
                0,
                null);
    }

    /** Without sending again. */
    public SenderOptions(
            String name,
            Source source,
            Target target,
            boolean presettled,
            List<Symbol> desiredCapabilities,
            Duration sendTimeout) {
        this(name, source, target, presettled, desiredCapabilities, sendTimeout, false);
    }

    public SenderOptions {
        desiredCapabilities = List.copyOf(desiredCapabilities);
        if (maxUnsettled < 0) {
            throw new IllegalArgumentException("maxUnsettled must not be negative: " + maxUnsettled);
        }
    }

    /** Sends to an address, unsettled, waiting for as long as it takes. */
    public static SenderOptions to(String name, String address) {
        return new SenderOptions(name, Source.of(name), Target.of(address), false, List.of(), Duration.ZERO);
    }

    /** A copy with other settle modes. */
    public SenderOptions withSettleModes(SenderSettleMode changed, ReceiverSettleMode changedReceiver) {
        return new SenderOptions(
                name,
                source,
                target,
                changed,
                changedReceiver,
                desiredCapabilities,
                sendTimeout,
                resends,
                maxUnsettled,
                nodeOf);
    }

    /** A copy with another send timeout. */
    public SenderOptions withSendTimeout(Duration changed) {
        return new SenderOptions(
                name,
                source,
                target,
                settleMode,
                receiverSettleMode,
                desiredCapabilities,
                changed,
                resends,
                maxUnsettled,
                nodeOf);
    }

    /** A copy with another limit of unsettled messages. */
    public SenderOptions withMaxUnsettled(int changed) {
        return new SenderOptions(
                name,
                source,
                target,
                settleMode,
                receiverSettleMode,
                desiredCapabilities,
                sendTimeout,
                resends,
                changed,
                nodeOf);
    }

    /** A copy that sends to the dynamic node of this link, and finds it again on every line. */
    public SenderOptions withNodeOf(Sender maker) {
        return new SenderOptions(
                name,
                source,
                target,
                settleMode,
                receiverSettleMode,
                desiredCapabilities,
                sendTimeout,
                resends,
                maxUnsettled,
                maker);
    }
}
