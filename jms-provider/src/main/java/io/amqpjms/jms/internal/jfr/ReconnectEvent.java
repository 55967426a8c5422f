package io.amqpjms.jms.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** Making the line of a connection anew, from its loss to the next one or to giving up. Begun by one thread and ended by another, at times. */
@Name("io.amqpjms.Reconnect")
@Label("Reconnect")
@Category("AMQP JMS")
@Description("Making the line of a connection anew, from its loss to the next one or to giving up.")
@StackTrace(false)
public final class ReconnectEvent extends Event {
    private static final ReconnectEvent PROBE = new ReconnectEvent();

    @Label("Broker")
    @Description("To which the line leads now, or which was tried last")
    @Nullable
    String broker;

    @Label("Tries")
    int tries;

    @Label("Recovered")
    boolean recovered;

    @Label("Loss")
    @Description("Why the line was lost")
    @Nullable
    String loss;

    static @Nullable ReconnectEvent ifRecorded() {
        if (!PROBE.isEnabled()) {
            return null;
        }
        ReconnectEvent event = new ReconnectEvent();
        event.begin();
        return event;
    }

    /** Why the line was lost. */
    public void lost(String why) {
        loss = why;
    }

    /** It came to this end after so many tries. */
    public void end(String to, int times, boolean well) {
        broker = to;
        tries = times;
        recovered = well;
        commit();
    }
}
