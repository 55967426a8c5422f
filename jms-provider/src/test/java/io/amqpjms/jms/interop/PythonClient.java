package io.amqpjms.jms.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Debian's Python and its AMQP client (package {@code python3-qpid-proton}), in a process of its own for each run of
 * one of our scripts.
 */
final class PythonClient {

    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final long PATIENCE_SECONDS = 30;

    private final URI broker;

    private PythonClient(URI broker) {
        this.broker = broker;
    }

    /** A client of this broker; where there is no Python client the test says so and counts as skipped. */
    static PythonClient of(URI broker) throws Exception {
        String missing = missing();
        if (!missing.isEmpty()) {
            System.out.println("SKIPPED interop with Python: " + missing);
        }
        Assumptions.assumeTrue(missing.isEmpty(), missing);
        return new PythonClient(broker);
    }

    private static String missing() throws Exception {
        if (!Files.isExecutable(PYTHON)) {
            return PYTHON + " is not there";
        }
        Process process = new ProcessBuilder(PYTHON.toString(), "-c", "import proton")
                .redirectErrorStream(true)
                .start();
        String said = outputOf(process);
        return process.exitValue() == 0 ? "" : "install python3-qpid-proton: " + said.strip();
    }

    /** Sends these messages, each {@code kind=value}, and returns when the broker accepted them all. */
    void send(String address, String... messages) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(address));
        arguments.addAll(List.of(messages));
        run("send.py", arguments);
    }

    /** Receives this many messages, each as one line of JSON. */
    List<String> receive(String address, int count) throws Exception {
        return run("receive.py", List.of(address, Integer.toString(count)))
                .lines()
                .toList();
    }

    private String run(String script, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(PYTHON.toString(), pathOf(script), broker.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        builder.environment().put("PYTHONUTF8", "1");
        Process process = builder.start();
        String output = outputOf(process);
        if (process.exitValue() != 0) {
            throw new AssertionError(script + " " + arguments + " failed: " + output);
        }
        return output;
    }

    // What a script prints fits in the pipe, so that it can be read after the end.
    private static String outputOf(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the Python script did not end within " + PATIENCE_SECONDS + " s");
        }
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }

    private static String pathOf(String script) throws URISyntaxException {
        URL resource = Objects.requireNonNull(
                PythonClient.class.getResource("/interop/" + script), () -> "no resource interop/" + script);
        return Path.of(resource.toURI()).toString();
    }
}
