package io.amqpjms.jms.recovery;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A {@link BrokerMain} in a process of its own, which ends with ours at the latest. Used by one thread. */
final class BrokerProcess {
    private static final long STOP_SECONDS = 20;
    private static final long PATIENCE_SECONDS = 60;

    private final Path store;
    private final Path errors;
    private final ProcessBuilder command;
    private @Nullable Process process;
    private @Nullable BufferedReader output;

    BrokerProcess(Path store, BrokerMain.Role role, int port, int otherPort) {
        this.store = store;
        errors = store.resolve(role + ".log");
        command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerMain.class.getName(),
                        store.toString(),
                        role.name(),
                        String.valueOf(port),
                        String.valueOf(otherPort))
                .redirectError(errors.toFile());
    }

    /** Starts, and waits until the broker serves, or stands by as a backup does. */
    void start() throws IOException {
        Process started = command.start();
        process = started;
        BufferedReader out = started.inputReader(StandardCharsets.UTF_8);
        output = out;
        for (String line = out.readLine(); !BrokerMain.READY.equals(line); line = out.readLine()) {
            if (line == null) {
                throw new IOException("the broker ended before it was ready: " + Files.readString(errors));
            }
        }
    }

    /** How many AMQP connections it has open; asked of one that runs. */
    int connectionCount() throws IOException {
        Process running = Objects.requireNonNull(process);
        running.getOutputStream().write('\n');
        running.getOutputStream().flush();
        String answer = Objects.requireNonNull(output).readLine();
        if (answer == null) {
            throw new IOException("the broker ended and was asked for its connections: " + Files.readString(errors));
        }
        return Integer.parseInt(answer);
    }

    /** Has it end in good order; one that hangs at its end is killed, as its operator would do. */
    void stop() throws Exception {
        Process running = process;
        if (running != null) {
            running.getOutputStream().close();
            if (!running.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
            awaitEnd(running);
        }
    }

    /** Has the kernel end it. */
    void kill() throws Exception {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            awaitEnd(running);
        }
    }

    private void awaitEnd(Process running) throws Exception {
        if (!running.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("the broker on " + store + ", process " + running.pid() + ", does not end");
        }
    }
}
