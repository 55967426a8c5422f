package io.amqpjms.examples;

import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Sends a message of 32 MiB and reads it piece by piece. A JMS message is in memory as a whole, here and there; whoever cannot
 * afford that takes the engine's streams.
 *
 * <p>Usage: {@code LargeMessage [<connection-url>]}. Without a URL it brings a broker of its own.
 */
public final class LargeMessage {
    private static final int MEGABYTE = 1024 * 1024;
    private static final int MEGABYTES = 32;
    private static final long PATIENCE_MILLIS = 30_000;

    private LargeMessage() {}

    /** Runs the program; see the class. */
    public static void main(String[] arguments) throws Exception {
        run(System.out, arguments);
    }

    static void run(PrintStream out, String... arguments) throws Exception {
        GivenBroker.use(arguments, url -> {
            // A few messages of this size are enough to hold ready.
            String options = "?jms.prefetchPolicy.all=2&amqp.maxMessageSize=" + 2 * MEGABYTES * MEGABYTE;
            try (JMSContext context = new AmqpConnectionFactory(url + options).createContext()) {
                Queue films = context.createQueue("films");
                CRC32 sent = send(context, films);
                CRC32 received = receive(context, films);
                out.println("FILM: " + MEGABYTES + " MiB, "
                        + (sent.getValue() == received.getValue() ? "intact" : "damaged"));
            }
        });
    }

    private static CRC32 send(JMSContext context, Queue films) throws JMSException {
        CRC32 checksum = new CRC32();
        BytesMessage film = context.createBytesMessage();
        byte[] part = new byte[MEGABYTE];
        for (int megabyte = 0; megabyte < MEGABYTES; megabyte++) {
            Arrays.fill(part, (byte) megabyte);
            film.writeBytes(part);
            checksum.update(part);
        }
        context.createProducer().send(films, film);
        return checksum;
    }

    private static CRC32 receive(JMSContext context, Queue films) throws JMSException {
        Message message = context.createConsumer(films).receive(PATIENCE_MILLIS);
        if (!(message instanceof BytesMessage film)) {
            throw new IllegalStateException("no film came within 30 s, but " + message);
        }
        CRC32 checksum = new CRC32();
        byte[] part = new byte[MEGABYTE];
        for (int length = film.readBytes(part); length > 0; length = film.readBytes(part)) {
            checksum.update(part, 0, length);
        }
        return checksum;
    }
}
