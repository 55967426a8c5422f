package io.amqpjms.examples;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import java.io.PrintStream;
import java.util.Properties;
import javax.naming.Context;
import javax.naming.InitialContext;

/**
 * Looks up a connection factory and a queue by names that {@code jndi.properties} on the class path explains: the program names
 * no broker, no provider and no option.
 *
 * <p>Usage: {@code Jndi [<connection-url>]}. Without a URL it brings a broker of its own.
 */
public final class Jndi {
    private static final long PATIENCE_MILLIS = 10_000;

    private Jndi() {}

    /** Runs the program; see the class. */
    public static void main(String[] arguments) throws Exception {
        run(System.out, arguments);
    }

    @SuppressWarnings("BanJNDI") // the names are those of a file of ours
    static void run(PrintStream out, String... arguments) throws Exception {
        GivenBroker.use(arguments, url -> {
            // In place of the environment variable or system property that the file would take.
            Properties environment = new Properties();
            environment.setProperty("broker.url", url);
            Context names = new InitialContext(environment);
            ConnectionFactory factory = (ConnectionFactory) names.lookup("shop/broker");
            Queue orders = (Queue) names.lookup("shop/orders");
            names.close();
            try (JMSContext context = factory.createContext()) {
                context.createProducer().send(orders, "pears");
                out.println("ORDER: " + context.createConsumer(orders).receiveBody(String.class, PATIENCE_MILLIS));
            }
        });
    }
}
