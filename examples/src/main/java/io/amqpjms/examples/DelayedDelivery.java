package io.amqpjms.examples;

import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Sends a reminder that nobody may receive before its time; the broker keeps it until then.
 *
 * <p>Usage: {@code DelayedDelivery [<connection-url>]}. Without a URL it brings a broker of its own.
 */
public final class DelayedDelivery {
    private static final Duration DELAY = Duration.ofMillis(500);
    private static final long PATIENCE_MILLIS = 10_000;

    private DelayedDelivery() {}

    /** Runs the program; see the class. */
    public static void main(String[] arguments) throws Exception {
        run(System.out, arguments);
    }

    static void run(PrintStream out, String... arguments) throws Exception {
        GivenBroker.use(arguments, url -> {
            try (JMSContext context = new AmqpConnectionFactory(url).createContext()) {
                Queue reminders = context.createQueue("reminders");
                long sent = System.nanoTime();
                context.createProducer().setDeliveryDelay(DELAY.toMillis()).send(reminders, "tea is ready");
                String text = context.createConsumer(reminders).receiveBody(String.class, PATIENCE_MILLIS);
                Duration waited = Duration.ofNanos(System.nanoTime() - sent);
                out.println("REMINDER: " + text + (waited.compareTo(DELAY) < 0 ? ", too early" : ", in time"));
            }
        });
    }
}
