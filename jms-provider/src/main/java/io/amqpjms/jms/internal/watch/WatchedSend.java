package io.amqpjms.jms.internal.watch;

import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.Outcome;
import io.amqpjms.engine.OutcomeListener;
import io.amqpjms.engine.Tracker;
import io.amqpjms.jms.MessageOutcome;
import io.amqpjms.jms.Tracing;
import io.amqpjms.jms.internal.jfr.CreditStallEvent;
import io.amqpjms.jms.internal.jfr.Recorder;
import io.amqpjms.jms.internal.jfr.SendEvent;
import io.amqpjms.mapping.JmsDestination;
import io.amqpjms.mapping.message.JmsMessage;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One send that somebody watches; made only then. Begun by the session's thread, which gives it to the engine in place of the
 * listener that it passes the answer on to; ended once, by the event loop, or by the session's thread if the engine never got it.
 * Whoever waits for the answer gets it even when those who watch fail with an error.
 */
final class WatchedSend implements OutcomeListener {
    private final Watch watch;
    private final JmsDestination to;
    private final long began = System.nanoTime();
    private final @Nullable SendEvent event = Recorder.send();
    private @Nullable CreditStallEvent stall;
    private @Nullable OutcomeListener told;
    private Tracing.@Nullable Span span;
    private boolean withoutCredit;
    private boolean handedOver;
    private int bytes;

    WatchedSend(Watch watch, JmsDestination to) {
        this.watch = watch;
        this.to = to;
        watch.sendBegun();
    }

    /** Begins its span: what the message says of it in place of what it holds, null to leave something out. */
    Map<String, @Nullable String> trace(GuardedTracing tracing, JmsMessage message) {
        GuardedTracing.Sending sending = tracing.send(to, message);
        span = sending.span();
        return sending.context();
    }

    /** The engine gets it now, and this listener hears its answer after those who watch. */
    void handOver(int size, int credit, @Nullable OutcomeListener listener) {
        handedOver = true;
        bytes = size;
        told = listener;
        withoutCredit = credit <= 0;
        stall = Recorder.creditStall();
    }

    /** The engine did not get it after all. */
    void takeBack() {
        handedOver = false;
        stall = null;
    }

    /** The call that sends has failed; whether the engine had it is known here. */
    void failed() {
        if (!handedOver) {
            end(MessageOutcome.FAILED);
        }
    }

    @Override
    public void onLeft() {
        if (stall != null) {
            stall.end(to.address(), bytes, withoutCredit ? "CREDIT" : "LINE");
            stall = null;
        }
    }

    @Override
    public void onOutcome(Tracker tracker, Outcome outcome) {
        try {
            end(Outcomes.of(outcome));
        } finally {
            if (told != null) {
                told.onOutcome(tracker, outcome);
            }
        }
    }

    @Override
    public boolean mayResend() {
        return told == null || told.mayResend();
    }

    @Override
    public void onFailure(Tracker tracker, EngineException failure) {
        try {
            onLeft();
            end(Outcomes.of(failure));
        } finally {
            if (told != null) {
                told.onFailure(tracker, failure);
            }
        }
    }

    private void end(MessageOutcome outcome) {
        if (event != null) {
            event.end(to.address(), bytes, outcome.name());
        }
        if (span != null) {
            span.end(outcome == MessageOutcome.ACCEPTED ? null : outcome.name().toLowerCase(Locale.ROOT), null);
        }
        watch.sendEnded(to, outcome, System.nanoTime() - began);
    }
}
