package io.amqpjms.benchmarks.work;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.Arrays;

/**
 * The body of each message: a text if it is small, else bytes. Made anew for each message, and read whole. One for each
 * lane.
 */
public final class Body {
    private static final int LARGEST_TEXT = 10_000;
    private static final int BUFFER = 65_536;

    private final int size;
    private final String text;
    private final byte[] bytes;
    private final byte[] buffer;

    public Body(int size) {
        this.size = size;
        boolean asText = size <= LARGEST_TEXT;
        this.text = asText ? "x".repeat(size) : "";
        this.bytes = new byte[asText ? 0 : size];
        this.buffer = new byte[asText ? 0 : Math.min(size, BUFFER)];
        Arrays.fill(bytes, (byte) 'x');
    }

    Message message(Session session) throws JMSException {
        if (bytes.length == 0) {
            return session.createTextMessage(text);
        }
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(bytes);
        return message;
    }

    /** Reads all of it, and fails unless that is what was sent. */
    void read(Message message) throws JMSException {
        if (message instanceof TextMessage received) {
            String body = received.getText();
            require(body == null ? 0 : body.length());
        } else if (message instanceof BytesMessage received) {
            long length = 0;
            for (int read = received.readBytes(buffer); read > 0; read = received.readBytes(buffer)) {
                length += read;
            }
            require(length);
        } else {
            throw new IllegalStateException("Received " + message);
        }
    }

    private void require(long received) {
        if (received != size) {
            throw new IllegalStateException("Sent a body of " + size + ", received one of " + received);
        }
    }
}
