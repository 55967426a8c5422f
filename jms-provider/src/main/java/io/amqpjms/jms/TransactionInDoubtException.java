package io.amqpjms.jms;

import jakarta.jms.JMSException;
import java.io.Serial;

/**
 * The connection was lost, or the thread interrupted, while the broker was committing: it may have committed or not, and
 * there is no way to ask. What was sent and received in the transaction must not simply be done again; whoever needs
 * certainty looks for its traces.
 *
 * <p>Not a {@link jakarta.jms.TransactionRolledBackException}, which promises that nothing was done.
 */
public final class TransactionInDoubtException extends JMSException {
    @Serial
    private static final long serialVersionUID = 1L;

    public TransactionInDoubtException(String reason, String errorCode) {
        super(reason, errorCode);
    }
}
