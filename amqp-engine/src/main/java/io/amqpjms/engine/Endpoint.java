package io.amqpjms.engine;

import java.util.concurrent.CompletableFuture;

/**
 * What connections, sessions and links have in common: they open, they close, and either side may begin the closing.
 *
 * <p>Every method may be called from any thread and none of them blocks. The futures complete on the connection's event
 * loop, so a dependent stage without an executor of its own must not block.
 *
 * @param <E> the kind of endpoint that {@link #opened()} yields
 */
public interface Endpoint<E extends Endpoint<E>> {
    /**
     * Completes with this endpoint when the peer has confirmed it, or fails with an {@link EngineException}. It never
     * stays open for longer than the connection's request timeout (open timeout for a connection).
     */
    CompletableFuture<E> opened();

    /**
     * Completes when the endpoint is closed on both sides: normally when this side asked for it, with an
     * {@link EngineException} when the peer, or the loss of the connection, ended it.
     */
    CompletableFuture<Void> closed();

    /**
     * Whether the endpoint has come to its end, so that nothing more can be done with it. Whoever hears that a send or
     * a transaction went with it sees this; {@link #closed()} completes after all of them have heard.
     */
    boolean hasEnded();

    /** Begins to close the endpoint; a second call changes nothing. Returns the same future as {@link #closed()}. */
    CompletableFuture<Void> close();
}
