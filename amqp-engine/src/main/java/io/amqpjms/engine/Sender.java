package io.amqpjms.engine;

import io.amqpjms.engine.message.AmqpMessage;
import io.amqpjms.engine.message.MessageBytes;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A link that sends. All methods may be called from any thread, none blocks: a send without credit is held and leaves
 * in order when credit comes (AMQP 1.0 §2.6.7).
 */
public interface Sender extends Link<Sender> {
    /** Encodes on the calling thread and sends. */
    default Tracker send(AmqpMessage message) {
        return send(message.encode(), SendOptions.DEFAULT);
    }

    /** Sends a message that is encoded already; the array belongs to the sender from now on. */
    default Tracker send(byte[] encoded) {
        return send(encoded, SendOptions.DEFAULT);
    }

    /**
     * Sends a message that is encoded already; the array belongs to the sender from now on.
     *
     * @param transaction the transaction that the message becomes part of, or null
     * @param listener hears the one result of this send, on the event loop, or null
     */
    default Tracker send(byte[] encoded, @Nullable Transaction transaction, @Nullable OutcomeListener listener) {
        return send(new MessageBytes(encoded), transaction, listener);
    }

    /**
     * Sends a message that is encoded already; its arrays belong to the sender from now on, as far as the message goes.
     *
     * @param transaction the transaction that the message becomes part of, or null
     * @param listener hears the one result of this send, on the event loop, or null
     */
    default Tracker send(MessageBytes encoded, @Nullable Transaction transaction, @Nullable OutcomeListener listener) {
        return send(encoded, new SendOptions(transaction, listener, null, false));
    }

    /** Sends a message that is encoded already; the array belongs to the sender from now on. */
    default Tracker send(byte[] encoded, SendOptions how) {
        return send(new MessageBytes(encoded), how);
    }

    /** Sends a message that is encoded already; its arrays belong to the sender from now on, as far as the message goes. */
    Tracker send(MessageBytes encoded, SendOptions how);

    /** Begins a message that is sent in parts, so that it is never held whole. */
    MessageStream stream(SendOptions how);

    /**
     * Sends what an input stream holds, to its end, as the data sections of a message, holding little of it at a time. Blocks
     * for as long as the stream, the credit and the network take, so not for the event loop; bounded by the sender's send
     * timeout for each part. The stream is not closed.
     *
     * @param head the sections before the body; a body of its own must be absent
     * @throws IOException if the stream fails, or the message cannot be sent; what has left of it is aborted
     */
    default Tracker send(AmqpMessage head, InputStream body) throws IOException {
        return new BodyPump(stream(SendOptions.DEFAULT)).pump(head, body);
    }

    /** The number of messages that may be sent now; exact on the event loop, a recent value elsewhere. */
    int credit();
}
