package io.amqpjms.engine;

import io.amqpjms.engine.message.Binary;
import org.jspecify.annotations.Nullable;

/**
 * How one message is sent. Immutable.
 *
 * @param transaction the transaction that the message becomes part of, or null
 * @param listener hears the one result of this send, on the event loop, or null
 * @param tag the delivery tag, 1 to 32 bytes, that no other unsettled delivery of the link has; null has one made
 * @param settled whether the message leaves settled; for links in {@link SenderSettleMode#MIXED}
 */
public record SendOptions(
        @Nullable Transaction transaction,
        @Nullable OutcomeListener listener,
        @Nullable Binary tag,
        boolean settled) {
    private static final int LONGEST_TAG = 32;

    /** No transaction, no listener, a tag that is made up. */
    public static final SendOptions DEFAULT = new SendOptions(null, null, null, false);

    public SendOptions {
        if (tag != null && (tag.length() == 0 || tag.length() > LONGEST_TAG)) {
            throw new IllegalArgumentException(
                    "A delivery tag has 1 to " + LONGEST_TAG + " bytes, but this one has " + tag.length());
        }
    }

    /** A copy within this transaction. */
    public SendOptions within(@Nullable Transaction changed) {
        return new SendOptions(changed, listener, tag, settled);
    }

    /** A copy with this listener. */
    public SendOptions withListener(@Nullable OutcomeListener changed) {
        return new SendOptions(transaction, changed, tag, settled);
    }

    /** A copy with this tag. */
    public SendOptions withTag(byte[] changed) {
        return new SendOptions(transaction, listener, Binary.of(changed.clone()), settled);
    }

    /** A copy that leaves settled, or not. */
    public SendOptions withSettled(boolean changed) {
        return new SendOptions(transaction, listener, tag, changed);
    }
}
