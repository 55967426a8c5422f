package io.amqpjms.tool;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;

/** The body of a message that is measured: which run it is of, when it was sent, and bytes that fill it up. Immutable. */
final class BenchBody {
    /** Bytes of the smallest body. */
    static final int SMALLEST = 2 * Long.BYTES;

    private final long run;
    private final byte[] filling;

    /**
     * @param run a number that other runs do not have
     * @param size bytes of the whole body
     */
    BenchBody(long run, int size) {
        this.run = run;
        this.filling = new byte[size - SMALLEST];
    }

    BytesMessage message(JMSContext context) throws JMSException {
        BytesMessage message = context.createBytesMessage();
        message.writeLong(run);
        message.writeLong(System.nanoTime());
        message.writeBytes(filling);
        return message;
    }

    /** When the message was sent, by {@link System#nanoTime()}; throws {@link Unsuccessful} if it is none of this run. */
    long sentAt(Message message) throws JMSException {
        if (message instanceof BytesMessage bytes
                && bytes.getBodyLength() == SMALLEST + filling.length
                && bytes.readLong() == run) {
            return bytes.readLong();
        }
        throw new Unsuccessful(
                "a message that this run did not send came from the queue; it is left there",
                "Name a queue that nobody else uses.");
    }
}
