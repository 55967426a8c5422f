package io.amqpjms.examples;

import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Topic;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Two consumers share one subscription: each message goes to one of them. A third, with a subscription of another name, gets them
 * all.
 *
 * <p>Usage: {@code SharedSubscription [<connection-url>]}. Without a URL it brings a broker of its own.
 */
public final class SharedSubscription {
    private static final int MESSAGES = 10;
    private static final long PATIENCE_MILLIS = 10_000;

    private SharedSubscription() {}

    /** Runs the program; see the class. */
    public static void main(String[] arguments) throws Exception {
        run(System.out, arguments);
    }

    static void run(PrintStream out, String... arguments) throws Exception {
        GivenBroker.use(arguments, url -> {
            AmqpConnectionFactory factory = new AmqpConnectionFactory(url);
            try (JMSContext office = factory.createContext();
                    JMSContext first = office.createContext(JMSContext.AUTO_ACKNOWLEDGE);
                    JMSContext second = office.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
                Topic prices = office.createTopic("prices");
                CountDownLatch shared = new CountDownLatch(MESSAGES);
                first.createSharedConsumer(prices, "workers").setMessageListener(price -> shared.countDown());
                second.createSharedConsumer(prices, "workers").setMessageListener(price -> shared.countDown());
                JMSConsumer auditor = office.createSharedConsumer(prices, "auditors");
                publish(office, prices);
                out.println("WORKERS: " + (shared.await(10, TimeUnit.SECONDS) ? "all" : "not all") + " of " + MESSAGES);
                out.println("AUDITOR: " + count(auditor) + " of " + MESSAGES);
            }
        });
    }

    private static void publish(JMSContext context, Topic prices) {
        for (int price = 1; price <= MESSAGES; price++) {
            context.createProducer().send(prices, Integer.toString(price));
        }
    }

    private static int count(JMSConsumer consumer) {
        int count = 0;
        while (count < MESSAGES && consumer.receive(PATIENCE_MILLIS) != null) {
            count++;
        }
        return count;
    }
}
