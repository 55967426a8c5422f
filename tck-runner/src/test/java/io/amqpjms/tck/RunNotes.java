package io.amqpjms.tck;

import jakarta.jms.ConnectionMetaData;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Notes for the report what only a running provider and broker can say; the first JVM of a run writes for all. */
final class RunNotes {
    private RunNotes() {}

    static void write(ConnectionMetaData provider, String broker) {
        String file = System.getProperty("tck.notes");
        if (file == null) {
            return;
        }
        try {
            Files.createDirectories(Path.of(file).getParent());
            Files.write(Files.createFile(Path.of(file)), lines(provider, broker));
        } catch (FileAlreadyExistsException another) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("note in " + file + " what is being tested", e);
        }
    }

    private static List<String> lines(ConnectionMetaData provider, String broker) {
        try {
            return List.of(
                    "provider = " + provider.getJMSProviderName() + " " + provider.getProviderVersion(),
                    "factory = " + System.getProperty("provider.factory"),
                    "options = " + System.getProperty("provider.options", ""),
                    "broker = " + broker,
                    "java = " + Runtime.version(),
                    "jms_timeout = " + System.getProperty("jms_timeout"),
                    "started = " + Instant.now());
        } catch (JMSException e) {
            throw new IllegalStateException("ask the provider for its name", e);
        }
    }
}
