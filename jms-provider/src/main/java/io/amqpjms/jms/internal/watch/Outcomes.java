package io.amqpjms.jms.internal.watch;

import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.Outcome;
import io.amqpjms.jms.MessageOutcome;

/** What an outcome of AMQP is to those who count. Stateless. */
final class Outcomes {
    private Outcomes() {}

    static MessageOutcome of(Outcome outcome) {
        if (outcome instanceof Outcome.Accepted) {
            return MessageOutcome.ACCEPTED;
        }
        if (outcome instanceof Outcome.Rejected) {
            return MessageOutcome.REJECTED;
        }
        return outcome instanceof Outcome.Modified ? MessageOutcome.MODIFIED : MessageOutcome.RELEASED;
    }

    static MessageOutcome of(EngineException failure) {
        return failure instanceof EngineException.TimedOut ? MessageOutcome.TIMED_OUT : MessageOutcome.FAILED;
    }
}
