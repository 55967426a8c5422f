package io.amqpjms.jms.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/** A message, from the call that sends it to its outcome. Begun by one thread and ended by another, at times. */
@Name("io.amqpjms.Send")
@Label("Send")
@Category("AMQP JMS")
@Description("A message, from the call that sends it to its outcome.")
@StackTrace(false)
@Threshold("20 ms")
public final class SendEvent extends Event {
    private static final SendEvent PROBE = new SendEvent();

    @Label("Destination")
    @Nullable
    String destination;

    @Label("Size")
    @Description("Of the encoded message")
    @DataAmount
    long bytes;

    @Label("Outcome")
    @Description("ACCEPTED, REJECTED, RELEASED, MODIFIED, TIMED_OUT or FAILED")
    @Nullable
    String outcome;

    static boolean isRecorded() {
        return PROBE.isEnabled();
    }

    static @Nullable SendEvent ifRecorded() {
        if (!PROBE.isEnabled()) {
            return null;
        }
        SendEvent event = new SendEvent();
        event.begin();
        return event;
    }

    /** The send has come to this outcome. */
    public void end(String to, int size, String how) {
        end();
        if (shouldCommit()) {
            destination = to;
            bytes = size;
            outcome = how;
            commit();
        }
    }
}
