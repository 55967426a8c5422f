package io.amqpjms.jms.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A received message that is settled. Begun by one thread and ended by another, at times. */
@Name("io.amqpjms.Settle")
@Label("Settle")
@Category("AMQP JMS")
@Description("A received message that is settled.")
@StackTrace(false)
@Enabled(false)
public final class SettleEvent extends Event {
    private static final SettleEvent PROBE = new SettleEvent();

    @Label("Destination")
    @Nullable
    String destination;

    @Label("Outcome")
    @Description("ACCEPTED, REJECTED, RELEASED or MODIFIED")
    @Nullable
    String outcome;

    @Label("Transacted")
    boolean transacted;

    static @Nullable SettleEvent ifRecorded() {
        if (!PROBE.isEnabled()) {
            return null;
        }
        SettleEvent event = new SettleEvent();
        event.begin();
        return event;
    }

    /** It is settled so. */
    public void end(String from, String how, boolean inTransaction) {
        destination = from;
        outcome = how;
        transacted = inTransaction;
        commit();
    }
}
