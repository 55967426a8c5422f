package io.amqpjms.examples.engine;

import io.amqpjms.engine.Connection;
import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.Container;
import io.amqpjms.engine.Handler;
import io.amqpjms.engine.TlsFiles;
import io.amqpjms.engine.TlsOptions;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Connects over TLS to a broker whose certificate is vouched for by the authorities in a PEM file.
 *
 * <p>Usage: {@code Tls <amqps-url> <pem-file>}.
 */
public final class Tls {
    private Tls() {}

    /** Runs the program; see the class. */
    public static void main(String[] arguments) {
        run(System.out, arguments);
    }

    static void run(PrintStream out, String... arguments) {
        Arguments given = new Arguments("Tls <amqps-url> <pem-file>", 2, 2, arguments);
        TlsFiles.Store authorities = TlsFiles.Store.of(Path.of(given.text(1)), null);
        TlsFiles trust = new TlsFiles(null, null, null, authorities, false, "TLS");
        ConnectionOptions options = ConnectionOptions.builder(given.text(0))
                .tls(new TlsOptions(trust, true))
                .build();
        try (Container container = Container.create()) {
            Connection connection = container.connect(options, new Handler() {});
            connection.opened().join();
            out.println("Connected to " + connection.peer());
            connection.close().join();
        }
    }
}
