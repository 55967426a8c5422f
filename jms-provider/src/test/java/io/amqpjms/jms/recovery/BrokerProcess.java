package io.amqpjms.jms.recovery;

import io.amqpjms.engine.testing.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A {@link BrokerMain} in a process of its own, which ends with ours at the latest. Used by one thread. */
final class BrokerProcess {
    private static final long STOP_SECONDS = 20;
    private static final long PATIENCE_SECONDS = 60;
    /** In the place of a line when there are no more. */
    private static final String END = "";

    private final Path store;
    private final Path errors;
    private final ProcessBuilder command;
    private @Nullable Process process;
    private BlockingQueue<String> said = new LinkedBlockingQueue<>();

    BrokerProcess(Path store, BrokerMain.Role role, int port, int otherPort) {
        this.store = store;
        errors = store.resolve(role + ".log");
        command = ChildJvm.of(
                        List.of("-Xmx512m"),
                        BrokerMain.class,
                        store.toString(),
                        role.name(),
                        String.valueOf(port),
                        String.valueOf(otherPort))
                .redirectError(errors.toFile());
    }

    /** Starts, and waits until the broker serves, or stands by as a backup does. */
    void start() throws Exception {
        launch();
        awaitReady();
    }

    /** Waits until the broker serves, or stands by as a backup does. */
    void awaitReady() throws Exception {
        if (!isReadyWithin(Duration.ofSeconds(PATIENCE_SECONDS))) {
            throw new IOException("the broker on " + store + " is not ready in time: " + Files.readString(errors));
        }
    }

    /** Starts, and waits for nothing. */
    void launch() throws IOException {
        Process started = command.start();
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        process = started;
        said = lines;
        Thread reader = new Thread(() -> read(started, lines), "output of broker " + started.pid());
        reader.setDaemon(true);
        reader.start();
    }

    private static void read(Process from, BlockingQueue<String> lines) {
        try (BufferedReader out = from.inputReader(StandardCharsets.UTF_8)) {
            out.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException killed) {
            // It says no more.
        }
        lines.add(END);
    }

    /** Waits at most so long until it serves, or stands by. */
    boolean isReadyWithin(Duration limit) throws Exception {
        String line = said.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (line != null && !BrokerMain.READY.equals(line)) {
            throw new IOException("the broker ended before it was ready: " + Files.readString(errors));
        }
        return line != null;
    }

    /** How many AMQP connections it has open; asked of one that runs. */
    int connectionCount() throws Exception {
        Process running = Objects.requireNonNull(process);
        running.getOutputStream().write('\n');
        running.getOutputStream().flush();
        String answer = said.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (answer == null || END.equals(answer)) {
            throw new IOException("the broker does not tell of its connections: " + Files.readString(errors));
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
