package io.amqpjms.engine;

import java.util.concurrent.CompletableFuture;

/** A declared local transaction (AMQP 1.0 §4). All methods may be called from any thread. */
public interface Transaction {
    /**
     * Whether the line that it was declared over still stands. A peer rolls back what was not committed when a line is lost;
     * every use of the transaction after that fails. For any thread; may change right after.
     */
    boolean isCurrent();

    /** Commits: completes when the peer has done it, fails with {@link EngineException.TransactionFailed}. */
    CompletableFuture<Void> commit();

    /** Rolls back: completes when the peer has done it, fails with {@link EngineException.TransactionFailed}. */
    CompletableFuture<Void> rollback();
}
