package io.amqpjms.engine;

import java.util.concurrent.CompletableFuture;

/**
 * A message that is sent in parts, so that it is never held whole. From {@link Sender#stream}; its parts together are one
 * encoded message. The sender's later messages wait until the stream is complete or aborted.
 *
 * <p>For one thread at a time, which may be any. None of the methods blocks.
 */
public interface MessageStream {
    /** The message on its way; its outcome comes after {@link #complete}. */
    Tracker tracker();

    /**
     * Hands over the next part; the array belongs to the stream from now on. The future completes when another part is
     * welcome, which it is not as long as there is no credit, the session's window is shut, or the network does not take
     * what is written; it fails when the stream has ended.
     *
     * @throws IllegalStateException if the part before is not yet taken, or the stream is complete
     */
    CompletableFuture<Void> write(byte[] part);

    /** The last part was written. Returns {@link #tracker()}. */
    Tracker complete();

    /**
     * Gives the message up: the peer throws away what it has of it (AMQP 1.0 §2.6.14), and the tracker fails with {@link
     * EngineException.DeliveryFailed}. Does nothing once the stream has ended.
     */
    void abort();
}
