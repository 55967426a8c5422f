package io.amqpjms.jms.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/** A call of receive that waits for a message. Begun by one thread and ended by another, at times. */
@Name("io.amqpjms.ReceiveWait")
@Label("Receive Wait")
@Category("AMQP JMS")
@Description("A call of receive that waits for a message.")
@StackTrace(false)
@Threshold("20 ms")
public final class ReceiveWaitEvent extends Event {
    private static final ReceiveWaitEvent PROBE = new ReceiveWaitEvent();

    @Label("Destination")
    @Nullable
    String destination;

    @Label("Received")
    @Description("Whether a message came")
    boolean received;

    static @Nullable ReceiveWaitEvent ifRecorded() {
        if (!PROBE.isEnabled()) {
            return null;
        }
        ReceiveWaitEvent event = new ReceiveWaitEvent();
        event.begin();
        return event;
    }

    /** The call is about to return, with a message or without. */
    public void end(String from, boolean came) {
        end();
        if (shouldCommit()) {
            destination = from;
            received = came;
            commit();
        }
    }
}
