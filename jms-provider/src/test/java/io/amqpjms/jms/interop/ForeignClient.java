package io.amqpjms.jms.interop;

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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * An AMQP client that is not Java, each run of it a process of its own. All of them take the same arguments and speak the
 * same lines, see {@code client.py} and {@link ValueText}.
 */
final class ForeignClient {

    private static final long PATIENCE_SECONDS = 120;
    private static final String GPP = "/usr/bin/g++";
    private static final String NODE = "/usr/bin/node";
    private static final Path RHEA = Path.of("").toAbsolutePath().getParent().resolve("target/interop/node_modules");

    /** The names of all of them. */
    static final List<String> ALL = List.of("Python", "rhea", "C++");

    private static @Nullable Path cppProgram;

    private final String name;
    private final List<String> command;

    private ForeignClient(String name, List<String> command) {
        this.name = name;
        this.command = command;
    }

    /** One of {@link #ALL}; skips the test where it is missing. */
    static ForeignClient of(String name) throws Exception {
        return switch (name) {
            case "Python" -> python();
            case "rhea" -> rhea();
            case "C++" -> cpp();
            default -> throw new IllegalArgumentException("no such client: " + name);
        };
    }

    /** Debian's Python and its client, package {@code python3-qpid-proton}. */
    private static ForeignClient python() throws Exception {
        require("Python", "install python3-qpid-proton", "/usr/bin/python3", "-c", "import proton");
        return new ForeignClient("Python", List.of("/usr/bin/python3", "-B", resource("client.py")));
    }

    /** Node.js and rhea, which {@code .ci/run} installs. */
    private static ForeignClient rhea() throws Exception {
        String modules = RHEA.toString();
        require("rhea", "install rhea with .ci/run", NODE, "-e", "require('" + modules + "/rhea')");
        return new ForeignClient("rhea", List.of("/usr/bin/env", "NODE_PATH=" + modules, NODE, resource("client.js")));
    }

    /** Our program for Proton's C++, compiled here; wants {@code g++} and {@code libqpid-proton-cpp12-dev}. */
    private static ForeignClient cpp() throws Exception {
        String header = "proton/message.hpp";
        require(
                "C++",
                "install libqpid-proton-cpp12-dev",
                GPP,
                "-fsyntax-only",
                "-include",
                header,
                "-xc++",
                "/dev/null");
        if (cppProgram == null) {
            cppProgram = compiled();
        }
        return new ForeignClient("C++", List.of(cppProgram.toString()));
    }

    private static Path compiled() throws Exception {
        Path program = Files.createTempDirectory("interop").resolve("client");
        String source = resource("client.cpp");
        Run.of(List.of(GPP, "-std=c++17", "-o", program.toString(), source, "-lqpid-proton-cpp", "-lqpid-proton"))
                .lines();
        return program;
    }

    /** Where the client is missing the test says so and counts as skipped. */
    private static void require(String name, String advice, String... check) throws Exception {
        String missing = "";
        if (!Files.isExecutable(Path.of(check[0]))) {
            missing = check[0] + " is not there";
        } else {
            Run run = Run.of(List.of(check));
            missing = run.ended() == 0 ? "" : advice + ": " + run.output().strip();
        }
        if (!missing.isEmpty()) {
            System.out.println("SKIPPED interop with " + name + ": " + missing);
        }
        Assumptions.assumeTrue(missing.isEmpty(), missing);
    }

    /** What users call it. */
    String name() {
        return name;
    }

    /** Sends these messages, and returns when the broker accepted them all. */
    void send(URI broker, String address, List<String> messages) throws Exception {
        start(broker, "send", address, messages).lines();
    }

    /** Receives this many messages. */
    List<String> receive(URI broker, String address, int count) throws Exception {
        return start(broker, "receive", address, List.of(), Integer.toString(count))
                .lines();
    }

    /** Starts to send these messages as requests; its lines are the answers. */
    Run ask(URI broker, String address, List<String> messages) throws Exception {
        return start(broker, "ask", address, messages);
    }

    /** Starts to answer this many requests with what they hold. */
    Run answer(URI broker, String address, int count) throws Exception {
        return start(broker, "answer", address, List.of(), Integer.toString(count));
    }

    private Run start(URI broker, String mode, String address, List<String> input, String... more) throws Exception {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(List.of(broker.toString(), mode, address));
        whole.addAll(List.of(more));
        Run run = Run.of(whole);
        try (var stdin = run.process().outputWriter()) {
            for (String line : input) {
                stdin.write(line + "\n");
            }
        }
        return run;
    }

    private static String resource(String file) throws URISyntaxException {
        URL resource = Objects.requireNonNull(
                ForeignClient.class.getResource("/interop/" + file), () -> "no resource interop/" + file);
        return Path.of(resource.toURI()).toString();
    }

    /**
     * A started program, and the file that its output goes to so that it never waits for a reader.
     *
     * @param process the program
     * @param file its output and its complaints
     */
    record Run(Process process, Path file) {

        static Run of(List<String> command) throws IOException {
            Path file = Files.createTempFile("interop", ".out");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(file.toFile());
            builder.environment().put("PYTHONUTF8", "1");
            return new Run(builder.start(), file);
        }

        /** What it printed, once it ended well. */
        List<String> lines() throws Exception {
            int status = ended();
            String output = output();
            if (status != 0) {
                throw new AssertionError(process.info() + " ended with " + status + ": " + output);
            }
            return output.lines().toList();
        }

        private int ended() throws InterruptedException {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(process.info() + " did not end within " + PATIENCE_SECONDS + " s");
            }
            return process.exitValue();
        }

        private String output() throws IOException {
            String output = Files.readString(file);
            Files.delete(file);
            return output;
        }
    }
}
