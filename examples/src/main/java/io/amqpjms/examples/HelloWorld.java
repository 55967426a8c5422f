package io.amqpjms.examples;

import io.amqpjms.jms.AmqpConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import java.io.PrintStream;

/**
 * Sends a message to the queue {@code examples}, fetches it back and prints it.
 *
 * <p>Usage: {@code HelloWorld [<connection-url>]}. Without a URL it brings a broker of its own.
 */
public final class HelloWorld {

    private static final long PATIENCE_MILLIS = 10_000;

    private HelloWorld() {}

    /** Runs the program; see the class. */
    public static void main(String[] arguments) throws Exception {
        run(System.out, arguments);
    }

    static void run(PrintStream out, String... arguments) throws Exception {
        if (arguments.length > 0) {
            out.println(thereAndBack("Hello World!", arguments[0]));
            return;
        }
        try (InProcessBroker broker = InProcessBroker.start()) {
            out.println(thereAndBack("Hello World!", broker.url()));
        }
    }

    private static String thereAndBack(String text, String url) {
        try (JMSContext context = new AmqpConnectionFactory(url).createContext()) {
            Queue queue = context.createQueue("examples");
            context.createProducer().send(queue, text);
            String back = context.createConsumer(queue).receiveBody(String.class, PATIENCE_MILLIS);
            if (back == null) {
                throw new IllegalStateException("nothing came back from queue examples within 10 s");
            }
            return back;
        }
    }
}
