package io.amqpjms.jms.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** Making a connection, from the application's call to the broker's confirmation of the identity. Begun by one thread and ended by another, at times. */
@Name("io.amqpjms.Connect")
@Label("Connect")
@Category("AMQP JMS")
@Description("Making a connection, from the application's call to the broker's confirmation of the identity.")
@StackTrace(false)
public final class ConnectEvent extends Event {
    private static final ConnectEvent PROBE = new ConnectEvent();

    @Label("Broker")
    @Nullable
    String broker;

    @Label("Client Identifier")
    @Nullable
    String clientId;

    @Label("Failure")
    @Description("Why there is no connection, or null")
    @Nullable
    String failure;

    static @Nullable ConnectEvent ifRecorded() {
        if (!PROBE.isEnabled()) {
            return null;
        }
        ConnectEvent event = new ConnectEvent();
        event.begin();
        return event;
    }

    /** The attempt is over, well if there is no failure. */
    public void end(@Nullable String to, @Nullable String as, @Nullable Throwable why) {
        broker = to;
        clientId = as;
        failure = why == null ? null : why.getMessage();
        commit();
    }
}
