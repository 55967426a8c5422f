package io.amqpjms.examples.engine;

import io.amqpjms.engine.Connection;
import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.Container;
import io.amqpjms.engine.Event;
import io.amqpjms.engine.Handler;
import io.amqpjms.engine.PeerAddress;
import io.amqpjms.engine.ReconnectOptions;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/**
 * Connects to the first of several brokers that answers, and prints which that was.
 *
 * <p>Usage: {@code Failover <host:port> <host:port>...}.
 */
public final class Failover implements Handler {
    private final PrintStream out;

    private Failover(PrintStream out) {
        this.out = out;
    }

    /** Runs the program; see the class. */
    public static void main(String[] arguments) {
        run(System.out, arguments);
    }

    static void run(PrintStream out, String... arguments) {
        Arguments given = new Arguments("Failover <host:port> <host:port>...", 2, Integer.MAX_VALUE, arguments);
        List<PeerAddress> others =
                Arrays.stream(arguments).skip(1).map(Failover::address).toList();
        ConnectionOptions options = ConnectionOptions.builder("amqp://" + given.text(0))
                .reconnect(ReconnectOptions.DEFAULT.withAlternatives(others))
                .build();
        try (Container container = Container.create()) {
            Connection connection = container.connect(options, new Failover(out));
            connection.closed().join();
        }
    }

    private static PeerAddress address(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        return PeerAddress.of(hostAndPort.substring(0, colon), Integer.parseInt(hostAndPort.substring(colon + 1)));
    }

    @Override
    public void onReconnecting(Event event) {
        out.println("Trying the next broker");
    }

    @Override
    public void onConnectionOpened(Event event) {
        out.println("Connected to " + event.connection().peer());
        event.connection().close();
    }
}
