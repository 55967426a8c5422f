package io.amqpjms.engine;

import java.util.concurrent.CompletableFuture;

/** One message on its way: what {@link Sender#send} returns. All methods may be called from any thread. */
public interface Tracker {
    /** The link that carries the message. */
    Sender sender();

    /** Completes with the outcome, or fails with an {@link EngineException}; made when first asked for. */
    CompletableFuture<Outcome> outcome();

    /** The size of the encoded message in bytes; of a stream what has left so far, {@link Integer#MAX_VALUE} if it is more. */
    int size();
}
