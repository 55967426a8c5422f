package io.amqpjms.engine;

import io.amqpjms.engine.message.AmqpMessage;
import org.jspecify.annotations.Nullable;

/**
 * A link that sends. All methods may be called from any thread, none blocks: a send without credit is held and leaves
 * in order when credit comes (AMQP 1.0 §2.6.7).
 */
public interface Sender extends Link<Sender> {
    /** Encodes on the calling thread and sends. */
    default Tracker send(AmqpMessage message) {
        return send(message.encode(), null, null);
    }

    /** Sends a message that is encoded already; the array belongs to the sender from now on. */
    default Tracker send(byte[] encoded) {
        return send(encoded, null, null);
    }

    /**
     * Sends a message that is encoded already; the array belongs to the sender from now on.
     *
     * @param transaction the transaction that the message becomes part of, or null
     * @param listener hears the one result of this send, on the event loop, or null
     */
    Tracker send(byte[] encoded, @Nullable Transaction transaction, @Nullable OutcomeListener listener);

    /** The number of messages that may be sent now; exact on the event loop, a recent value elsewhere. */
    int credit();
}
