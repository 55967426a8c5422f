package io.amqpjms.jms.internal;

import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.Outcome;
import io.amqpjms.engine.OutcomeListener;
import io.amqpjms.engine.Sender;
import io.amqpjms.engine.Tracker;
import jakarta.jms.JMSException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the messages of one session leave: within its transaction, waited for, announced to a completion listener, or on
 * their own. Used by the session's thread, answered on the event loop.
 */
final class Sends {
    private static final long IN_FLIGHT_BYTES = 4L << 20;
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(60);

    private final ProviderSettings settings;
    private final ConnectionEvents events;
    private final @Nullable TransactionImpl transaction;
    private final InFlight inFlight = new InFlight(IN_FLIGHT_BYTES);
    private final Completions completions;

    Sends(
            SerialExecutor completions,
            ProviderSettings settings,
            ConnectionEvents events,
            @Nullable TransactionImpl transaction) {
        this.settings = settings;
        this.events = events;
        this.transaction = transaction;
        this.completions = new Completions(completions);
    }

    Completions completions() {
        return completions;
    }

    /** Sends and waits for the broker to take the message. */
    void awaited(Sender sender, byte[] encoded, String destination) throws JMSException {
        Tracker tracker = sender.send(encoded);
        Outcome outcome = Await.answer(tracker.outcome(), "send to " + destination);
        if (!(outcome instanceof Outcome.Accepted)) {
            throw JmsErrors.ofOutcome(destination, outcome);
        }
    }

    /** Sends and returns; the exception listener hears of a failure. */
    void unawaited(Sender sender, byte[] encoded, String destination) throws JMSException {
        enter(encoded, destination);
        sender.send(encoded, null, new Answer(destination) {
            @Override
            void onAnswer(@Nullable JMSException failure) {
                if (failure != null) {
                    events.report(failure);
                }
            }
        });
    }

    /** Sends within the transaction, whose commit fails if the message is not taken. */
    void transacted(TransactionImpl current, Sender sender, byte[] encoded, String destination) throws JMSException {
        enter(encoded, destination);
        current.send(sender, encoded, new Answer(destination) {
            @Override
            void onAnswer(@Nullable JMSException failure) {
                current.onAnswer(failure);
            }
        });
    }

    /** Sends and returns; the listener hears how it ended. */
    void completed(Sender sender, byte[] encoded, String destination, Completions.Send send) throws JMSException {
        enter(encoded, destination);
        TransactionImpl current = transaction;
        Answer answer = new Answer(destination) {
            @Override
            void onAnswer(@Nullable JMSException failure) {
                if (current != null) {
                    current.onAnswer(failure);
                }
                completions.answer(send, failure);
            }
        };
        if (current == null) {
            sender.send(encoded, null, answer);
        } else {
            current.send(sender, encoded, answer);
        }
    }

    private void enter(byte[] encoded, String destination) throws JMSException {
        inFlight.enter(encoded.length, Deadline.after(settings.sendTimeout()), "send to " + destination);
    }

    @Nullable
    TransactionImpl transaction() {
        return transaction;
    }

    /** Waits for the answers that are still to come, as long as a send may take. */
    void awaitAnswers() {
        inFlight.awaitNone(Deadline.after(settings.sendTimeout()));
    }

    /** Waits for the answers that are still to come, so that nothing is cut off by the close that follows. */
    void close() {
        Deadline deadline = Deadline.after(CLOSE_PATIENCE);
        int unanswered = inFlight.awaitNone(deadline);
        completions.close(deadline);
        if (unanswered > 0) {
            events.report(JmsErrors.timedOut("The session was closed before the broker answered " + unanswered
                    + " messages; whether they arrived is unknown"));
        }
    }

    /** What becomes of one send; called on the event loop, once. */
    private abstract class Answer implements OutcomeListener {
        private final String destination;

        Answer(String destination) {
            this.destination = destination;
        }

        /** Well if there is no failure. */
        abstract void onAnswer(@Nullable JMSException failure);

        @Override
        public final void onOutcome(Tracker tracker, Outcome outcome) {
            onAnswer(outcome instanceof Outcome.Accepted ? null : JmsErrors.ofOutcome(destination, outcome));
            inFlight.leave(tracker.size());
        }

        @Override
        public final void onFailure(Tracker tracker, EngineException failure) {
            onAnswer(JmsErrors.of("send to " + destination, failure));
            inFlight.leave(tracker.size());
        }
    }
}
