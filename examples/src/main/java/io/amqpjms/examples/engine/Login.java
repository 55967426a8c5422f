package io.amqpjms.examples.engine;

import io.amqpjms.engine.Connection;
import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.Container;
import io.amqpjms.engine.Handler;
import io.amqpjms.engine.SaslOptions;
import io.amqpjms.engine.Secret;
import java.io.PrintStream;
import java.util.List;

/**
 * Logs in with user and password, by the strongest mechanism that the broker offers, or only by the one that is named.
 *
 * <p>Usage: {@code Login <connection-url> <user> <password> [<mechanism>]}.
 */
public final class Login {
    private static final int ALL_GIVEN = 4;

    private Login() {}

    /** Runs the program; see the class. */
    public static void main(String[] arguments) {
        run(System.out, arguments);
    }

    static void run(PrintStream out, String... arguments) {
        Arguments given =
                new Arguments("Login <connection-url> <user> <password> [<mechanism>]", 3, ALL_GIVEN, arguments);
        SaslOptions login = SaslOptions.user(given.text(1), Secret.of(given.text(2)));
        if (arguments.length == ALL_GIVEN) {
            login = login.withMechanisms(List.of(given.text(3)));
        }
        ConnectionOptions options =
                ConnectionOptions.builder(given.text(0)).sasl(login).build();
        try (Container container = Container.create()) {
            Connection connection = container.connect(options, new Handler() {});
            connection.opened().join();
            out.println("Logged in as " + given.text(1));
            connection.close().join();
        }
    }
}
