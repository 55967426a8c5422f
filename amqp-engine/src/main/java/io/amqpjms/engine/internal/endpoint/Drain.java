package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.internal.loop.Loop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.qpid.proton.engine.Receiver;
import org.jspecify.annotations.Nullable;

/**
 * The wait for a peer to use up or give back a receiver's credit (AMQP 1.0 §2.6.7). Asks again while there is no answer, which
 * changes nothing for the peer: Artemis overlooks a drain that comes while it ends the one before. Loop-confined.
 */
final class Drain {
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Loop loop;
    private @Nullable CompletableFuture<Void> answer;
    /** Whether the answer did not come in time, and may still come. */
    private boolean overdue;

    private Loop.Timer nextQuestion = Loop.Timer.NONE;
    private Loop.Timer limit = Loop.Timer.NONE;

    Drain(Loop loop) {
        this.loop = loop;
    }

    boolean isUnderWay() {
        return answer != null || overdue;
    }

    /** Asks for it, or waits for the answer to what was asked before, even if that is overdue. */
    void begin(Receiver link, CompletableFuture<Void> drained, Duration atMost, Runnable tooLate) {
        if (answer != null) {
            follow(answer, drained);
            return;
        }
        answer = drained;
        if (!overdue) {
            ask(link);
        }
        if (!atMost.isZero()) {
            limit = loop.schedule(atMost, tooLate);
        }
    }

    private void ask(Receiver link) {
        if (link.getRemoteCredit() > 0) {
            link.drain(0);
        }
        nextQuestion = loop.schedule(AGAIN, () -> ask(link));
    }

    private static void follow(CompletableFuture<Void> first, CompletableFuture<Void> second) {
        first.whenComplete((done, failure) -> {
            if (failure == null) {
                second.complete(null);
            } else {
                second.completeExceptionally(failure);
            }
        });
    }

    /** The answer did not come in time. */
    void tooLate(EngineException failure) {
        overdue = true;
        endWait(failure);
    }

    /** Ends it: answered, or failed for this reason. */
    void end(@Nullable EngineException failure) {
        overdue = false;
        endWait(failure);
    }

    private void endWait(@Nullable EngineException failure) {
        CompletableFuture<Void> ended = answer;
        answer = null;
        nextQuestion.cancel();
        limit.cancel();
        if (ended != null && failure == null) {
            ended.complete(null);
        } else if (ended != null) {
            ended.completeExceptionally(failure);
        }
    }
}
