package io.amqpjms.examples.engine;

import io.amqpjms.engine.Connection;
import io.amqpjms.engine.Container;
import io.amqpjms.engine.Event;
import io.amqpjms.engine.Handler;
import io.amqpjms.engine.message.AmqpMessage;
import io.amqpjms.engine.message.Body;
import java.io.PrintStream;

/**
 * Sends a message to an address as soon as there is credit, and prints what comes back from it.
 *
 * <p>Usage: {@code HelloWorld <connection-url> <address>}.
 */
public final class HelloWorld implements Handler {
    private final PrintStream out;

    private HelloWorld(PrintStream out) {
        this.out = out;
    }

    /** Runs the program; see the class. */
    public static void main(String[] arguments) {
        run(System.out, arguments);
    }

    static void run(PrintStream out, String... arguments) {
        Arguments given = new Arguments("HelloWorld <connection-url> <address>", 2, 2, arguments);
        try (Container container = Container.create()) {
            Connection connection = container.connect(given.text(0), new HelloWorld(out));
            connection.openReceiver(given.text(1));
            connection.openSender(given.text(1));
            connection.closed().join();
        }
    }

    @Override
    public void onSendable(Event event) {
        event.sender().send(AmqpMessage.of("Hello World!"));
        event.sender().close();
    }

    @Override
    public void onMessage(Event event) {
        if (event.message().body() instanceof Body.Value body) {
            out.println(body.value());
        }
        event.delivery().accept();
        event.connection().close();
    }
}
