package io.amqpjms.engine;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A message that comes in in parts, so that it is never held whole; its parts together are one encoded message. What is not
 * read holds the session's window shut, so that a peer sends no more than that ahead. The receiver's next message waits until
 * this one is read to its end, or settled before that, which throws away the rest.
 *
 * <p>For one thread at a time, which may be any. None of the methods blocks.
 */
public interface IncomingStream {
    /** The link that it comes over. */
    Receiver receiver();

    /** The delivery tag (AMQP 1.0 §2.6.12). */
    byte[] tag();

    /**
     * The next part, of at most 64 KiB, as soon as there is one, or null at the end of the message. Fails with {@link
     * EngineException.DeliveryFailed} when the peer aborts the message or this side has settled it, and with the failure of the
     * link when that ends.
     *
     * @throws IllegalStateException if the part before was not yet given
     */
    CompletableFuture<byte @Nullable []> read();

    /**
     * Settles with an outcome, within a transaction if one is given; only the first call counts. Before the end it tells the
     * peer that the rest is of no interest. A stream that is read to its end is accepted if the receiver's {@code autoAccept} is
     * on.
     *
     * @return whether this call was the first
     */
    boolean settle(Outcome outcome, @Nullable Transaction transaction);
}
