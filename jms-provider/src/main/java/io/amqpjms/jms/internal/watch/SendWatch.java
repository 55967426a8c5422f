package io.amqpjms.jms.internal.watch;

import io.amqpjms.engine.OutcomeListener;
import io.amqpjms.engine.Sender;
import io.amqpjms.engine.message.MessageBytes;
import io.amqpjms.jms.internal.jfr.Recorder;
import io.amqpjms.mapping.JmsDestination;
import io.amqpjms.mapping.message.JmsMessage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Watches the sends of one session, one after the other; of the session's thread. Allocates nothing while nobody watches. */
public final class SendWatch {
    private final Watch watch;
    private @Nullable WatchedSend current;

    SendWatch(Watch watch) {
        this.watch = watch;
    }

    /** A send begins. */
    public void begin(JmsDestination to) {
        boolean watched = watch.counts() || watch.tracing() != null || Recorder.recordsSends();
        current = watched ? new WatchedSend(watch, to) : null;
    }

    /**
     * The message is about to be encoded: the properties that go out in place of those it holds, null to leave one out; none if
     * nobody traces.
     */
    public Map<String, @Nullable String> trace(JmsMessage message) {
        WatchedSend watched = current;
        GuardedTracing tracing = watch.tracing();
        return watched == null || tracing == null ? Map.of() : watched.trace(tracing, message);
    }

    /** The engine gets the message now: the listener to give it, which is the one that was to hear the answer if nobody watches. */
    public @Nullable OutcomeListener handOver(Sender sender, MessageBytes encoded, @Nullable OutcomeListener told) {
        WatchedSend watched = current;
        if (watched == null) {
            return told;
        }
        watched.handOver(encoded.size(), sender.credit(), told);
        return watched;
    }

    /** The engine was not given it after all. */
    public void takeBack() {
        if (current != null) {
            current.takeBack();
        }
    }

    /** The call that sends fails. */
    public void failed() {
        if (current != null) {
            current.failed();
        }
    }
}
