package io.amqpjms.engine;

import java.util.concurrent.CompletableFuture;

/** A declared local transaction (AMQP 1.0 §4). All methods may be called from any thread. */
public interface Transaction {
    /** Commits: completes when the peer has done it, fails with {@link EngineException.TransactionFailed}. */
    CompletableFuture<Void> commit();

    /** Rolls back: completes when the peer has done it, fails with {@link EngineException.TransactionFailed}. */
    CompletableFuture<Void> rollback();
}
