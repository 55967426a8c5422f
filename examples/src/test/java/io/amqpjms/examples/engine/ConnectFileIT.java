package io.amqpjms.examples.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.testing.EmbeddedBroker;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** One {@code connect.json} leads the example and its counterpart in Python to the same broker. */
class ConnectFileIT {
    private static final Path RECEIVE = Path.of("src/main/python/receive.py");
    private static final String PYTHON = "/usr/bin/python3";

    @RegisterExtension
    final EmbeddedBroker broker = new EmbeddedBroker().withUser("alice", "s3cret");

    @TempDir
    Path directory;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private Path file;

    @BeforeEach
    void writeTheFile() throws Exception {
        file = Files.writeString(directory.resolve("connect.json"), """
                {
                  "scheme": "amqp", "host": "127.0.0.1", "port": %d,
                  "user": "alice", "password": "s3cret",
                  "sasl": { "mechanisms": ["PLAIN"], "allow_insecure": true }
                }
                """.formatted(broker.port()));
    }

    private void sendByTheFile(String text) {
        ConnectFile.run(new PrintStream(printed, true, UTF_8), file.toString(), "greetings", text);
        assertThat(printed.toString(UTF_8).lines()).containsExactly("SENT: '" + text + "' by the connection file");
    }

    @Test
    void theExampleGoesWhereTheFileSays() {
        sendByTheFile("hello");
        await().untilAsserted(() -> assertThat(broker.messageCount("greetings")).isOne());
    }

    @Test
    void pythonReceivesByTheSameFile() throws Exception {
        requirePython();
        sendByTheFile("hello from Java");
        assertThat(output(RECEIVE.toString(), "greetings")).isEqualTo("hello from Java\n");
    }

    private void requirePython() throws Exception {
        boolean there = Files.isExecutable(Path.of(PYTHON))
                && start("-c", "import proton").waitFor() == 0;
        if (!there) {
            System.out.println("SKIPPED the connection file with Python: install python3-qpid-proton");
        }
        Assumptions.assumeTrue(there, "python3-qpid-proton is not installed");
    }

    private Process start(String... arguments) throws Exception {
        ProcessBuilder python = new ProcessBuilder(PYTHON, "-B");
        python.command().addAll(List.of(arguments));
        python.environment().put("MESSAGING_CONNECT_FILE", file.toString());
        python.environment().put("PYTHONUTF8", "1");
        return python.redirectErrorStream(true)
                .redirectOutput(directory.resolve("python.out").toFile())
                .start();
    }

    private String output(String... arguments) throws Exception {
        Process process = start(arguments);
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(directory.resolve("python.out"));
    }
}
