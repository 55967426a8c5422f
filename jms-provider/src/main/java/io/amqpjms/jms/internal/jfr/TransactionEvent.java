package io.amqpjms.jms.internal.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A commit or rollback of a session. Begun by one thread and ended by another, at times. */
@Name("io.amqpjms.Transaction")
@Label("Transaction")
@Category("AMQP JMS")
@Description("A commit or rollback of a session.")
@StackTrace(false)
public final class TransactionEvent extends Event {
    private static final TransactionEvent PROBE = new TransactionEvent();

    @Label("Ending")
    @Description("COMMIT or ROLLBACK")
    @Nullable
    String ending;

    @Label("Outcome")
    @Description("DONE, ROLLED_BACK instead, IN_DOUBT or FAILED")
    @Nullable
    String outcome;

    static @Nullable TransactionEvent ifRecorded() {
        if (!PROBE.isEnabled()) {
            return null;
        }
        TransactionEvent event = new TransactionEvent();
        event.begin();
        return event;
    }

    /** The transaction has ended so. */
    public void end(String asked, String how) {
        ending = asked;
        outcome = how;
        commit();
    }
}
