package io.amqpjms.examples.engine;

import io.amqpjms.engine.Connection;
import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.Container;
import io.amqpjms.engine.Event;
import io.amqpjms.engine.Handler;
import io.amqpjms.engine.message.AmqpMessage;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Sends one text to where a {@code connect.json} says. {@code python/receive.py} of the examples reads the same file and receives
 * it. Without a path, {@code Container.connect(handler)} finds the file where clients in other languages look for it.
 *
 * <p>Usage: {@code ConnectFile <connect.json> <address> <message-body>}.
 */
public final class ConnectFile implements Handler {
    private final PrintStream out;
    private final String text;
    private boolean sent;

    private ConnectFile(PrintStream out, String text) {
        this.out = out;
        this.text = text;
    }

    /** Runs the program; see the class. */
    public static void main(String[] arguments) {
        run(System.out, arguments);
    }

    static void run(PrintStream out, String... arguments) {
        Arguments given = new Arguments("ConnectFile <connect.json> <address> <message-body>", 3, 3, arguments);
        ConnectionOptions options =
                ConnectionOptions.fromConnectFile(Path.of(given.text(0))).build();
        try (Container container = Container.create()) {
            Connection connection = container.connect(options, new ConnectFile(out, given.text(2)));
            connection.openSender(given.text(1));
            connection.closed().join();
        }
    }

    @Override
    public void onSendable(Event event) {
        if (!sent) {
            sent = true;
            event.sender().send(AmqpMessage.of(text));
        }
    }

    @Override
    public void onAccepted(Event event) {
        out.println("SENT: '" + text + "' by the connection file");
        event.connection().close();
    }

    @Override
    public void onLinkClosed(Event event) {
        event.connection().close();
    }
}
