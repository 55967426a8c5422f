package io.amqpjms.examples;

import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.JMSContext;
import java.io.PrintStream;

/**
 * Sends one text message.
 *
 * <p>Usage: {@code Send <connection-url> <address> <message-body>}.
 */
public final class Send {

    private Send() {}

    /** Runs the program; see the class. */
    public static void main(String[] arguments) {
        run(System.out, arguments);
    }

    static void run(PrintStream out, String... arguments) {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("Usage: Send <connection-url> <address> <message-body>");
        }
        String url = arguments[0];
        String address = arguments[1];
        String body = arguments[2];
        try (JMSContext context = new AmqpConnectionFactory(url).createContext()) {
            context.createProducer().send(context.createQueue(address), body);
            out.println("SEND: Sent message '" + body + "'");
        }
    }
}
