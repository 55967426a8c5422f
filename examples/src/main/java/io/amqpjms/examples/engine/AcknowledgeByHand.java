package io.amqpjms.examples.engine;

import io.amqpjms.engine.Connection;
import io.amqpjms.engine.Container;
import io.amqpjms.engine.Event;
import io.amqpjms.engine.Handler;
import io.amqpjms.engine.ReceiverOptions;
import java.io.PrintStream;

/**
 * Adds up the numbers that come from an address: accepts what is a number, and rejects what is not.
 *
 * <p>Usage: {@code AcknowledgeByHand <connection-url> <address> <message-count>}.
 */
public final class AcknowledgeByHand implements Handler {
    private static final int CREDIT = 10;

    private final PrintStream out;
    private int awaited;
    private long sum;

    private AcknowledgeByHand(PrintStream out, int count) {
        this.out = out;
        this.awaited = count;
    }

    /** Runs the program; see the class. */
    public static void main(String[] arguments) {
        run(System.out, arguments);
    }

    static void run(PrintStream out, String... arguments) {
        Arguments given =
                new Arguments("AcknowledgeByHand <connection-url> <address> <message-count>", 3, 3, arguments);
        try (Container container = Container.create()) {
            AcknowledgeByHand handler = new AcknowledgeByHand(out, given.number(2, 1));
            Connection connection = container.connect(given.text(0), handler);
            ReceiverOptions byHand =
                    ReceiverOptions.from("adder", given.text(1)).withCredit(CREDIT, false);
            connection.defaultSession().openReceiver(byHand, null);
            connection.closed().join();
        }
    }

    @Override
    public void onMessage(Event event) {
        String text = Bodies.text(event.message());
        try {
            sum += Long.parseLong(text);
            event.delivery().accept();
        } catch (NumberFormatException notANumber) {
            event.delivery().reject("amqp:decode-error", "'" + text + "' is no number");
            out.println("Rejected '" + text + "'");
        }
        awaited--;
        if (awaited == 0) {
            out.println("Sum: " + sum);
            event.connection().close();
        }
    }
}
