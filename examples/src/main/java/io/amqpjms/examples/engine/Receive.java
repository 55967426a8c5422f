package io.amqpjms.examples.engine;

import io.amqpjms.engine.Connection;
import io.amqpjms.engine.Container;
import io.amqpjms.engine.Event;
import io.amqpjms.engine.Handler;
import java.io.PrintStream;

/**
 * Receives messages and prints them, until it saw as many as asked for, or until it is stopped.
 *
 * <p>Usage: {@code Receive <connection-url> <address> [<message-count>]}.
 */
public final class Receive implements Handler {
    private final PrintStream out;
    private final int wanted;
    private int received;

    private Receive(PrintStream out, int wanted) {
        this.out = out;
        this.wanted = wanted;
    }

    /** Runs the program; see the class. */
    public static void main(String[] arguments) {
        run(System.out, arguments);
    }

    static void run(PrintStream out, String... arguments) {
        Arguments given = new Arguments("Receive <connection-url> <address> [<message-count>]", 2, 3, arguments);
        try (Container container = Container.create()) {
            Receive handler = new Receive(out, given.number(2, Integer.MAX_VALUE));
            Connection connection = container.connect(given.text(0), handler);
            connection.openReceiver(given.text(1));
            connection.closed().join();
        }
    }

    @Override
    public void onMessage(Event event) {
        received++;
        if (received > wanted) {
            event.delivery().release();
            return;
        }
        out.println("RECEIVE: Received message '" + Bodies.text(event.message()) + "'");
        if (received == wanted) {
            event.delivery().accept();
            event.receiver().close();
            event.connection().close();
        }
    }
}
