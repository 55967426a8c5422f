package io.amqpjms.examples;

import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Topic;
import java.io.PrintStream;

/**
 * Subscribes to a topic, goes away, and comes back to what was published meanwhile. The subscription belongs to a client
 * identifier, and lives until it is given up.
 *
 * <p>Usage: {@code DurableSubscription [<connection-url>]}. Without a URL it brings a broker of its own.
 */
public final class DurableSubscription {
    private static final String NAME = "archive";
    private static final long PATIENCE_MILLIS = 10_000;

    private DurableSubscription() {}

    /** Runs the program; see the class. */
    public static void main(String[] arguments) throws Exception {
        run(System.out, arguments);
    }

    static void run(PrintStream out, String... arguments) throws Exception {
        GivenBroker.use(arguments, url -> {
            AmqpConnectionFactory subscriber = new AmqpConnectionFactory(url);
            subscriber.setClientID("reader-1");
            subscribe(subscriber);
            publish(url, "while you were away");
            out.println("NEWS: " + comeBack(subscriber));
        });
    }

    private static void subscribe(AmqpConnectionFactory factory) {
        try (JMSContext context = factory.createContext()) {
            context.createDurableConsumer(context.createTopic("news"), NAME);
        }
    }

    private static void publish(String url, String news) {
        try (JMSContext context = new AmqpConnectionFactory(url).createContext()) {
            context.createProducer().send(context.createTopic("news"), news);
        }
    }

    private static String comeBack(AmqpConnectionFactory factory) {
        try (JMSContext context = factory.createContext()) {
            Topic news = context.createTopic("news");
            JMSConsumer consumer = context.createDurableConsumer(news, NAME);
            String missed = consumer.receiveBody(String.class, PATIENCE_MILLIS);
            consumer.close();
            context.unsubscribe(NAME);
            return missed;
        }
    }
}
