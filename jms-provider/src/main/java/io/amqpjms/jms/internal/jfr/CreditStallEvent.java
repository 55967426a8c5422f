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

/** A send that had to wait before its message could leave. Begun by one thread and ended by another, at times. */
@Name("io.amqpjms.CreditStall")
@Label("Credit Stall")
@Category("AMQP JMS")
@Description("A send that had to wait before its message could leave.")
@StackTrace(false)
@Threshold("10 ms")
public final class CreditStallEvent extends Event {
    private static final CreditStallEvent PROBE = new CreditStallEvent();

    @Label("Destination")
    @Nullable
    String destination;

    @Label("Size")
    @Description("Of the encoded message")
    @DataAmount
    long bytes;

    @Label("Waited For")
    @Description("CREDIT of the broker, WINDOW of unanswered sends, or LINE: the network, a session, or the next line")
    @Nullable
    String waitedFor;

    static boolean isRecorded() {
        return PROBE.isEnabled();
    }

    static @Nullable CreditStallEvent ifRecorded() {
        if (!PROBE.isEnabled()) {
            return null;
        }
        CreditStallEvent event = new CreditStallEvent();
        event.begin();
        return event;
    }

    /** The send goes on, or is given up. */
    public void end(String to, int size, String lacking) {
        end();
        if (shouldCommit()) {
            destination = to;
            bytes = size;
            waitedFor = lacking;
            commit();
        }
    }
}
