package io.amqpjms.jms.internal;

import io.amqpjms.engine.Endpoint;
import jakarta.jms.JMSException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * Waits for answers of the engine, on the application's thread. The engine itself bounds each answer by the timeouts of
 * the connection, so no wait here is for ever.
 */
final class Await {
    private Await() {}

    /** The endpoint, opened; one that nobody gets, since the caller was interrupted, is closed again. */
    static <E extends Endpoint<E>> E opened(E endpoint, String doing) throws JMSException {
        try {
            return answer(endpoint.opened(), doing);
        } catch (JMSException failure) {
            endpoint.close();
            throw failure;
        }
    }

    /** Closes an endpoint, and completes once it is closed, whoever closed it first. */
    static CompletableFuture<Void> closing(Endpoint<?> endpoint) {
        return endpoint.close().exceptionally(endedBefore -> null);
    }

    /** The answer; what failed is told as not having done this, such as {@code "create a session"}. */
    static <T> T answer(CompletableFuture<T> answer, String doing) throws JMSException {
        return answer(answer, () -> doing);
    }

    /** The answer; what was done is put into words only if it failed. */
    static <T> T answer(CompletableFuture<T> answer, Supplier<String> doing) throws JMSException {
        try {
            return answer.get();
        } catch (ExecutionException failure) {
            throw JmsErrors.of(doing.get(), failure);
        } catch (InterruptedException interrupt) {
            throw JmsErrors.interrupted(doing.get(), interrupt);
        }
    }

    /** The answer to a close, which goes on when its thread is interrupted. */
    static <T> T end(CompletableFuture<T> answer, String doing) throws JMSException {
        try {
            return answer.join();
        } catch (CompletionException failure) {
            throw JmsErrors.of(doing, failure);
        }
    }
}
