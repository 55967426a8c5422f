package io.amqpjms.jms.internal.watch;

import io.amqpjms.engine.Outcome;
import io.amqpjms.jms.Tracing;
import io.amqpjms.jms.internal.jfr.ReceiveWaitEvent;
import io.amqpjms.jms.internal.jfr.Recorder;
import io.amqpjms.jms.internal.jfr.SettleEvent;
import io.amqpjms.mapping.AmqpQueue;
import io.amqpjms.mapping.JmsDestination;
import io.amqpjms.mapping.message.JmsMessage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Watches what one consumer receives and settles. For any thread. Allocates nothing while nobody watches. */
public final class ReceiveWatch {
    /** For browsers, which take nothing. */
    public static final ReceiveWatch NONE = new ReceiveWatch(Watch.unasked(), new AmqpQueue("none"));

    private final Watch watch;
    private final JmsDestination from;

    ReceiveWatch(Watch watch, JmsDestination from) {
        this.watch = watch;
        this.from = from;
    }

    /** A call of receive begins. */
    public Wait waits() {
        ReceiveWaitEvent event = Recorder.receiveWait();
        return event == null && watch.tracing() == null ? Wait.UNWATCHED : new Wait(this, event);
    }

    /** A listener is about to be called with this message, by this thread. */
    public Processing processes(JmsMessage message) {
        GuardedTracing tracing = watch.tracing();
        return tracing == null ? Processing.UNWATCHED : new Processing(tracing.process(from, message));
    }

    /** The application is about to be given this message. */
    public void received(JmsMessage message) {
        if (watch.counts()) {
            watch.received(from, message.getJMSRedelivered());
        }
    }

    /** A message is settled so. */
    public void settled(Outcome outcome, boolean transacted) {
        SettleEvent event = Recorder.settle();
        if (event != null) {
            event.end(from.address(), Outcomes.of(outcome).name(), transacted);
        }
        if (watch.counts()) {
            watch.settled(from, Outcomes.of(outcome));
        }
    }

    /** One call of receive, until it returns. */
    public static final class Wait {
        static final Wait UNWATCHED = new Wait(null, null);

        private final @Nullable ReceiveWatch watch;
        private final @Nullable ReceiveWaitEvent event;
        private final @Nullable Instant began;

        private Wait(@Nullable ReceiveWatch watch, @Nullable ReceiveWaitEvent event) {
            this.watch = watch;
            this.event = event;
            this.began = watch == null ? null : Instant.now();
        }

        /** It returns, with this message or without one. */
        public void over(@Nullable JmsMessage message) {
            if (watch == null || began == null) {
                return;
            }
            if (event != null) {
                event.end(watch.from.address(), message != null);
            }
            GuardedTracing tracing = watch.watch.tracing();
            if (tracing != null && message != null) {
                tracing.received(watch.from, message, began);
            }
        }
    }

    /** One call of a listener, until it returns or throws. */
    public static final class Processing {
        static final Processing UNWATCHED = new Processing(null);

        private final Tracing.@Nullable Span span;

        private Processing(Tracing.@Nullable Span span) {
            this.span = span;
        }

        /** It is over, and has thrown this, or null. */
        public void over(@Nullable Throwable thrown) {
            if (span != null) {
                span.end(thrown == null ? null : thrown.getClass().getName(), thrown);
            }
        }
    }
}
