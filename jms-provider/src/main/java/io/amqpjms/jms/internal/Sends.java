package io.amqpjms.jms.internal;

import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.EngineException.ConnectionFailed;
import io.amqpjms.engine.EngineException.LinkFailed;
import io.amqpjms.engine.EngineException.SessionFailed;
import io.amqpjms.engine.LoopGuest;
import io.amqpjms.engine.Outcome;
import io.amqpjms.engine.OutcomeListener;
import io.amqpjms.engine.Sender;
import io.amqpjms.engine.Tracker;
import io.amqpjms.engine.message.MessageBytes;
import io.amqpjms.jms.internal.watch.SendWatch;
import io.amqpjms.mapping.JmsDestination;
import jakarta.jms.JMSException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * How the messages of one session leave: within its transaction, waited for, announced to a completion listener, or on
 * their own. Used by the session's thread, answered on the event loop.
 */
final class Sends {
    private static final long IN_FLIGHT_BYTES = 4L << 20;
    private final ProviderSettings settings;
    private final ConnectionEvents events;
    private final Losses losses;
    private final @Nullable TransactionImpl transaction;
    private final InFlight inFlight = new InFlight(IN_FLIGHT_BYTES, SendMemory.OF_PROCESS);
    private final Completions completions;
    private final SendWatch watch;
    private final Leading leading;
    /** Whether what has no answer yet was told as such by the close. */
    private volatile boolean givenUp;
    /** For the next send that is waited for, unless one is under way. */
    private final AtomicReference<@Nullable AwaitedOutcome> spare = new AtomicReference<>();

    Sends(
            SerialExecutor completions,
            ProviderSettings settings,
            ConnectionEvents events,
            Losses losses,
            @Nullable TransactionImpl transaction,
            SendWatch watch,
            Leading leading) {
        this.settings = settings;
        this.events = events;
        this.losses = losses;
        this.transaction = transaction;
        this.completions = new Completions(completions);
        this.watch = watch;
        this.leading = leading;
    }

    /** The sends over one link. */
    static final class OfLink extends InFlight.Part {
        private @Nullable Answer lastAnswer;
    }

    Completions completions() {
        return completions;
    }

    SendWatch watch() {
        return watch;
    }

    /** Sends and waits for the broker to take the message; only a persistent one may be sent again on a new line. */
    void awaited(Sender sender, MessageBytes encoded, JmsDestination to, boolean persistent) throws JMSException {
        AwaitedOutcome answer = answerOf(persistent);
        sender.send(encoded, null, watch.handOver(sender, encoded, answer));
        Outcome outcome = await(answer, leading.at(sender.session()), to);
        spare.set(answer);
        if (!(outcome instanceof Outcome.Accepted)) {
            throw JmsErrors.ofOutcome(Describe.destination(to), outcome);
        }
    }

    // One whose wait was broken off is not used again: its answer is still to come.
    private AwaitedOutcome answerOf(boolean persistent) {
        AwaitedOutcome answer = spare.getAndSet(null);
        if (answer == null) {
            answer = new AwaitedOutcome();
        }
        answer.begin(persistent);
        return answer;
    }

    private static Outcome await(AwaitedOutcome answer, LoopGuest guest, JmsDestination to) throws JMSException {
        guest.enter();
        try {
            guest.lead(answer);
            return answer.await();
        } catch (EngineException failure) {
            throw JmsErrors.of("send to " + Describe.destination(to), failure);
        } catch (InterruptedException interrupt) {
            throw JmsErrors.interrupted("send to " + Describe.destination(to), interrupt);
        } finally {
            guest.leave();
        }
    }

    /** Sends and returns; the exception listener hears of a failure. */
    void unawaited(Sender sender, OfLink link, MessageBytes encoded, JmsDestination to, boolean persistent)
            throws JMSException {
        Answer answer = answerFor(link, to, persistent);
        enter(encoded, to, link);
        send(null, sender, encoded, answer);
    }

    /** Sends within the transaction, whose commit fails if the message is not taken. */
    void transacted(TransactionImpl current, Sender sender, OfLink link, MessageBytes encoded, JmsDestination to)
            throws JMSException {
        Answer answer = answerFor(link, to, false);
        enter(encoded, to, link);
        send(current, sender, encoded, answer);
    }

    /** What answers of sends to this destination go to when no listener wants each; the same as long as it is the same. */
    private Answer answerFor(OfLink link, JmsDestination to, boolean persistent) {
        Answer known = link.lastAnswer;
        if (known == null || known.persistent != persistent || !known.to.equals(to)) {
            known = transaction == null ? new Reported(link, to, persistent) : new Counted(link, to, transaction);
            link.lastAnswer = known;
        }
        return known;
    }

    /** Sends and returns; the listener hears how it ended. */
    void completed(
            Sender sender,
            OfLink link,
            MessageBytes encoded,
            JmsDestination to,
            boolean persistent,
            Completions.Send send)
            throws JMSException {
        TransactionImpl current = transaction;
        Answer answer = new Answer(link, to, persistent) {
            @Override
            void onAnswer(@Nullable JMSException failure) {
                if (current != null) {
                    current.onAnswer(failure);
                }
                completions.answer(send, failure);
            }
        };
        enter(encoded, to, link);
        send(current, sender, encoded, answer);
    }

    // What the engine did not get, for want of a transaction or for whatever reason, is not in flight.
    private void send(@Nullable TransactionImpl current, Sender sender, MessageBytes encoded, Answer answer)
            throws JMSException {
        boolean handedOver = false;
        try {
            OutcomeListener told = watch.handOver(sender, encoded, answer);
            if (current == null) {
                sender.send(encoded, null, told);
            } else {
                current.send(sender, encoded, told);
            }
            handedOver = true;
        } finally {
            if (!handedOver) {
                inFlight.leave(encoded.size(), answer.link);
                watch.takeBack();
            }
        }
    }

    private void enter(MessageBytes encoded, JmsDestination to, OfLink link) throws JMSException {
        inFlight.enter(encoded.size(), settings.sendTimeout(), to, link);
    }

    @Nullable
    TransactionImpl transaction() {
        return transaction;
    }

    /** Waits until then for the answers that are still to come over this link. */
    void awaitAnswers(OfLink link, Deadline deadline) {
        inFlight.awaitNone(link, deadline);
    }

    /** Waits until then for the answers that are still to come and for who hears of them; whether that was enough. */
    boolean awaitAll(Deadline deadline) {
        return inFlight.awaitNone(deadline) == 0 && completions.awaitAll(deadline);
    }

    /** Waits for the answers that are still to come, so that nothing is cut off by the close that follows. */
    void close(Deadline answers, Deadline listeners) {
        int unanswered = inFlight.awaitNone(answers);
        // What fails just now may be told twice; it must not be told by nobody.
        givenUp = unanswered > 0;
        completions.close(answers, listeners);
        if (unanswered > 0) {
            events.report(JmsErrors.timedOut("The session was closed before the broker answered " + unanswered
                    + " messages; whether they arrived is unknown"));
        }
    }

    /** What becomes of one send; called on the event loop, once for each. */
    private abstract class Answer implements OutcomeListener {
        final JmsDestination to;
        private final OfLink link;
        private final boolean persistent;

        Answer(OfLink link, JmsDestination to, boolean persistent) {
            this.link = link;
            this.to = to;
            this.persistent = persistent;
        }

        /** At most once is what a message gets that is not persistent (JMS 3.1 §3.4.8). */
        @Override
        public final boolean mayResend() {
            return persistent;
        }

        /** Well if there is no failure. */
        abstract void onAnswer(@Nullable JMSException failure);

        @Override
        public final void onOutcome(Tracker tracker, Outcome outcome) {
            try {
                onAnswer(
                        outcome instanceof Outcome.Accepted
                                ? null
                                : JmsErrors.ofOutcome(Describe.destination(to), outcome));
            } finally {
                inFlight.leave(tracker.size(), link);
            }
        }

        @Override
        public final void onFailure(Tracker tracker, EngineException failure) {
            try {
                onLost(tracker, failure);
            } finally {
                inFlight.leave(tracker.size(), link);
            }
        }

        void onLost(Tracker tracker, EngineException failure) {
            onAnswer(JmsErrors.of("send to " + Describe.destination(to), failure));
        }
    }

    /** Nobody waits: the exception listener hears of a failure. */
    private final class Reported extends Answer {
        Reported(OfLink link, JmsDestination to, boolean persistent) {
            super(link, to, persistent);
        }

        @Override
        void onLost(Tracker tracker, EngineException failure) {
            if (givenUp) {
                return;
            }
            if (failure instanceof ConnectionFailed) {
                losses.add(Describe.destination(to));
            } else if (failure instanceof LinkFailed || failure instanceof SessionFailed) {
                countWithLink(tracker, failure);
            } else {
                super.onLost(tracker, failure);
            }
        }

        // What a link takes along is told of in one turn of the loop: all of it is counted in the next.
        private void countWithLink(Tracker tracker, EngineException failure) {
            if (losses.add(Describe.destination(to), failure)) {
                Executor loop = tracker.sender().session().connection().loop();
                loop.execute(() -> losses.report(events));
            }
        }

        @Override
        void onAnswer(@Nullable JMSException failure) {
            if (failure != null) {
                events.report(failure);
            }
        }
    }

    /** The commit waits. */
    private final class Counted extends Answer {
        private final TransactionImpl within;

        Counted(OfLink link, JmsDestination to, TransactionImpl within) {
            super(link, to, false);
            this.within = within;
        }

        @Override
        void onAnswer(@Nullable JMSException failure) {
            within.onAnswer(failure);
        }
    }
}
