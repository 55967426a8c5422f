package io.amqpjms.examples.engine;

import io.amqpjms.engine.Connection;
import io.amqpjms.engine.Container;
import io.amqpjms.engine.Event;
import io.amqpjms.engine.Handler;
import io.amqpjms.engine.message.AmqpMessage;
import java.io.PrintStream;

/**
 * Sends one text message and closes the connection behind it.
 *
 * <p>Usage: {@code Send <connection-url> <address> <message-body>}.
 */
public final class Send implements Handler {
    private final PrintStream out;
    private final String body;

    private Send(PrintStream out, String body) {
        this.out = out;
        this.body = body;
    }

    /** Runs the program; see the class. */
    public static void main(String[] arguments) {
        run(System.out, arguments);
    }

    static void run(PrintStream out, String... arguments) {
        Arguments given = new Arguments("Send <connection-url> <address> <message-body>", 3, 3, arguments);
        try (Container container = Container.create()) {
            Connection connection = container.connect(given.text(0), new Send(out, given.text(2)));
            connection.openSender(given.text(1));
            connection.closed().join();
        }
    }

    @Override
    public void onLinkOpened(Event event) {
        out.println("SEND: Opened sender for target address '"
                + event.sender().remoteTarget().address() + "'");
    }

    @Override
    public void onSendable(Event event) {
        event.sender().send(AmqpMessage.of(body));
        event.sender().close();
        out.println("SEND: Sent message '" + body + "'");
        event.connection().close();
    }
}
