package io.amqpjms.examples;

import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.io.PrintStream;

/**
 * Takes an order and sends a bill and a parcel for it: all three or none of them.
 *
 * <p>Usage: {@code Transacted [<connection-url>]}. Without a URL it brings a broker of its own.
 */
public final class Transacted {
    private static final long PATIENCE_MILLIS = 10_000;

    private Transacted() {}

    /** Runs the program; see the class. */
    public static void main(String[] arguments) throws Exception {
        run(System.out, arguments);
    }

    static void run(PrintStream out, String... arguments) throws Exception {
        GivenBroker.use(arguments, url -> {
            try (JMSContext context = new AmqpConnectionFactory(url).createContext(JMSContext.SESSION_TRANSACTED)) {
                Queue orders = context.createQueue("orders");
                context.createProducer().send(orders, "apples");
                context.commit();
                JMSConsumer consumer = context.createConsumer(orders);
                process(out, context, consumer, false);
                process(out, context, consumer, true);
            }
        });
    }

    private static void process(PrintStream out, JMSContext context, JMSConsumer consumer, boolean inStock)
            throws JMSException {
        Message order = consumer.receive(PATIENCE_MILLIS);
        if (order == null) {
            throw new IllegalStateException("there is no order within 10 s");
        }
        String goods = order.getBody(String.class);
        context.createProducer().send(context.createQueue("bills"), "bill for " + goods);
        context.createProducer().send(context.createQueue("parcels"), "parcel of " + goods);
        if (inStock) {
            context.commit();
            out.println("COMMIT: " + goods + (order.getJMSRedelivered() ? ", second try" : ""));
        } else {
            context.rollback();
            out.println("ROLLBACK: no " + goods);
        }
    }
}
