package io.amqpjms.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;

/**
 * A broker for whoever has none at hand: lets anyone in, makes the queues that it is asked for, forgets all when it ends.
 *
 * <p>Usage: {@code Broker [<port>]}; the port of AMQP, 5672, unless it is told another one. Ends with its standard input.
 */
public final class Broker {

    private static final int AMQP_PORT = 5672;

    private Broker() {}

    /** Runs the program; see the class. */
    public static void main(String[] arguments) throws Exception {
        run(System.in, System.out, arguments);
    }

    static void run(InputStream in, PrintStream out, String... arguments) throws Exception {
        int port = arguments.length == 0 ? AMQP_PORT : port(List.of(arguments));
        try (InProcessBroker broker = InProcessBroker.start(port)) {
            out.println("BROKER: listens at " + broker.url() + " until you press Enter");
            awaitEnd(in);
        }
    }

    private static int port(List<String> arguments) {
        if (arguments.size() != 1 || !arguments.get(0).matches("\\d{1,5}")) {
            throw new IllegalArgumentException("Usage: Broker [<port>]");
        }
        return Integer.parseInt(arguments.get(0));
    }

    private static void awaitEnd(InputStream in) throws IOException {
        int read = in.read();
        while (read >= 0 && read != '\n') {
            read = in.read();
        }
    }
}
