package io.amqpjms.jms.internal;

import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.Outcome;
import io.amqpjms.engine.OutcomeListener;
import io.amqpjms.engine.Tracker;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where one send waits for its answer, and after it the next: a wait costs no object. Used by the session's thread, answered on the event
 * loop. The engine bounds each answer by the send timeout, so no wait is for ever.
 */
final class AwaitedOutcome implements OutcomeListener, BooleanSupplier {
    private boolean resends;
    private volatile @Nullable Thread waiting;
    /** An {@link Outcome}, an {@link EngineException}, or null as long as neither is known. */
    private volatile @Nullable Object answer;

    /**
     * Another send begins. Not before the last has been answered.
     *
     * @param mayResend whether it may be sent again when its line is lost
     */
    void begin(boolean mayResend) {
        resends = mayResend;
        answer = null;
        waiting = Thread.currentThread();
    }

    /** Whether the answer is known. */
    @Override
    public boolean getAsBoolean() {
        return answer != null;
    }

    /** The outcome, waited for. */
    Outcome await() throws EngineException, InterruptedException {
        Object known = answer;
        while (known == null) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            known = answer;
        }
        waiting = null;
        if (known instanceof EngineException failure) {
            throw failure;
        }
        return (Outcome) known;
    }

    private void answered(Object known) {
        answer = known;
        LockSupport.unpark(waiting);
    }

    @Override
    public void onOutcome(Tracker tracker, Outcome outcome) {
        answered(outcome);
    }

    @Override
    public void onFailure(Tracker tracker, EngineException failure) {
        answered(failure);
    }

    @Override
    public boolean mayResend() {
        return resends;
    }
}
