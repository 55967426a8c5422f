package io.amqpjms.jms.internal.watch;

import io.amqpjms.jms.TransactionInDoubtException;
import io.amqpjms.jms.internal.jfr.Recorder;
import io.amqpjms.jms.internal.jfr.TransactionEvent;
import jakarta.jms.JMSException;
import jakarta.jms.TransactionRolledBackException;

/** Watches how transactions end. Stateless. */
public final class TransactionWatch {
    public static final String COMMIT = "COMMIT";
    public static final String ROLLBACK = "ROLLBACK";

    private TransactionWatch() {}

    /** A way for a transaction to end. */
    @FunctionalInterface
    public interface Ending {
        void run() throws JMSException;
    }

    /** Ends it in this way, which is called so. */
    public static void run(Ending ending, String asked) throws JMSException {
        TransactionEvent event = Recorder.transaction();
        if (event == null) {
            ending.run();
            return;
        }
        String outcome = "FAILED";
        try {
            ending.run();
            outcome = "DONE";
        } catch (TransactionInDoubtException unknown) {
            outcome = "IN_DOUBT";
            throw unknown;
        } catch (TransactionRolledBackException undone) {
            outcome = "ROLLED_BACK";
            throw undone;
        } finally {
            event.end(asked, outcome);
        }
    }
}
