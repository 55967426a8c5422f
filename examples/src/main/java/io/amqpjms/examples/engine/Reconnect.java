package io.amqpjms.examples.engine;

import io.amqpjms.engine.Connection;
import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.Container;
import io.amqpjms.engine.Event;
import io.amqpjms.engine.Handler;
import io.amqpjms.engine.ReconnectOptions;
import io.amqpjms.engine.ReconnectPolicy;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Receives a number of messages, through losses of the line: after each it waits half a second, then a second, then two and
 * so on, up to ten. Prints what happens to the line.
 *
 * <p>Usage: {@code Reconnect <connection-url> <address> <message-count>}.
 */
public final class Reconnect implements Handler {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final PrintStream out;
    private int awaited;

    private Reconnect(PrintStream out, int count) {
        this.out = out;
        this.awaited = count;
    }

    /** Runs the program; see the class. */
    public static void main(String[] arguments) {
        run(System.out, arguments);
    }

    static void run(PrintStream out, String... arguments) {
        Arguments given = new Arguments("Reconnect <connection-url> <address> <message-count>", 3, 3, arguments);
        ConnectionOptions patient = ConnectionOptions.builder(given.text(0))
                .reconnect(ReconnectOptions.DEFAULT.withPolicy(() -> ReconnectPolicy.exponential(FIRST, LONGEST)))
                .build();
        try (Container container = Container.create()) {
            Connection connection = container.connect(patient, new Reconnect(out, given.number(2, 1)));
            connection.openReceiver(given.text(1));
            connection.closed().join();
        }
    }

    @Override
    public void onDisconnected(Event event) {
        out.println("The line is lost");
    }

    @Override
    public void onReconnected(Event event) {
        out.println("The line is back");
    }

    @Override
    public void onMessage(Event event) {
        out.println("Received '" + Bodies.text(event.message()) + "'");
        awaited--;
        if (awaited == 0) {
            event.delivery().accept();
            event.connection().close();
        }
    }
}
