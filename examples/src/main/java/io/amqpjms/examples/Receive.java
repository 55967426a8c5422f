package io.amqpjms.examples;

import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.PrintStream;

/**
 * Receives messages and prints them, until it saw as many as asked for, or until it is stopped.
 *
 * <p>Usage: {@code Receive <connection-url> <address> [<message-count>]}.
 */
public final class Receive {

    private Receive() {}

    /** Runs the program; see the class. */
    public static void main(String[] arguments) throws JMSException {
        run(System.out, arguments);
    }

    static void run(PrintStream out, String... arguments) throws JMSException {
        if (arguments.length < 2 || arguments.length > 3) {
            throw new IllegalArgumentException("Usage: Receive <connection-url> <address> [<message-count>]");
        }
        String url = arguments[0];
        String address = arguments[1];
        long count = arguments.length == 3 ? Long.parseLong(arguments[2]) : Long.MAX_VALUE;
        try (JMSContext context = new AmqpConnectionFactory(url).createContext()) {
            JMSConsumer consumer = context.createConsumer(context.createQueue(address));
            for (long received = 0; received < count; received++) {
                out.println("RECEIVE: Received message '" + bodyOf(consumer.receive()) + "'");
            }
        }
    }

    private static String bodyOf(Message message) throws JMSException {
        return message instanceof TextMessage text ? text.getText() : message.toString();
    }
}
