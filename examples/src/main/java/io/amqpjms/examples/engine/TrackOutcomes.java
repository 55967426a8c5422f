package io.amqpjms.examples.engine;

import io.amqpjms.engine.Connection;
import io.amqpjms.engine.Container;
import io.amqpjms.engine.Event;
import io.amqpjms.engine.Handler;
import io.amqpjms.engine.Sender;
import io.amqpjms.engine.message.AmqpMessage;
import java.io.PrintStream;

/**
 * Sends messages and prints what the broker did with each of them.
 *
 * <p>Usage: {@code TrackOutcomes <connection-url> <address> [<message-count>]}.
 */
public final class TrackOutcomes implements Handler {
    private final PrintStream out;
    private int awaited;

    private TrackOutcomes(PrintStream out, int count) {
        this.out = out;
        this.awaited = count;
    }

    /** Runs the program; see the class. */
    public static void main(String[] arguments) {
        run(System.out, arguments);
    }

    static void run(PrintStream out, String... arguments) {
        Arguments given = new Arguments("TrackOutcomes <connection-url> <address> [<message-count>]", 2, 3, arguments);
        int count = given.number(2, 3);
        try (Container container = Container.create()) {
            Connection connection = container.connect(given.text(0), new TrackOutcomes(out, count));
            Sender sender = connection.openSender(given.text(1));
            for (int i = 1; i <= count; i++) {
                sender.send(AmqpMessage.of("message " + i));
            }
            connection.closed().join();
        }
    }

    @Override
    public void onAccepted(Event event) {
        out.println("Accepted: a delivery of " + event.tracker().size() + " bytes");
    }

    @Override
    public void onRejected(Event event) {
        out.println("Rejected: a delivery of " + event.tracker().size() + " bytes");
    }

    @Override
    public void onReleased(Event event) {
        out.println("Released: a delivery of " + event.tracker().size() + " bytes");
    }

    /** Comes after each of the others. */
    @Override
    public void onSettled(Event event) {
        awaited--;
        if (awaited == 0) {
            event.connection().close();
        }
    }
}
