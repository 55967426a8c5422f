package io.amqpjms.examples;

import io.amqpjms.jms.AmqpConnectionFactory;
import io.amqpjms.jms.ConnectionStateListener;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import java.io.PrintStream;
import java.util.List;

/**
 * Receives messages from whichever of several brokers is there, and tells when it changes from one to another. The code that
 * receives knows nothing of that.
 *
 * <p>Usage: {@code Failover <message-count> <connection-url>...}.
 */
public final class Failover {
    private Failover() {}

    /** Runs the program; see the class. */
    public static void main(String[] arguments) {
        run(System.out, arguments);
    }

    static void run(PrintStream out, String... arguments) {
        if (arguments.length < 2) {
            throw new IllegalArgumentException("Usage: Failover <message-count> <connection-url>...");
        }
        int count = Integer.parseInt(arguments[0]);
        String brokers = String.join(",", List.of(arguments).subList(1, arguments.length));
        AmqpConnectionFactory factory =
                new AmqpConnectionFactory("failover:(" + brokers + ")?failover.maxReconnectDelay=2s");
        factory.setConnectionStateListener(new Teller(out));
        try (JMSContext context = factory.createContext()) {
            JMSConsumer consumer = context.createConsumer(context.createQueue("alerts"));
            for (int received = 0; received < count; received++) {
                out.println("ALERT: " + consumer.receiveBody(String.class));
            }
        }
    }

    /** Tells what becomes of the line. */
    private record Teller(PrintStream out) implements ConnectionStateListener {
        @Override
        public void onEstablished(String broker) {
            out.println("CONNECTED");
        }

        @Override
        public void onInterrupted(String broker, JMSException reason) {
            out.println("LOST");
        }

        @Override
        public void onRestored(String broker) {
            out.println("BACK");
        }
    }
}
