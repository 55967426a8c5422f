package io.amqpjms.jms.interop;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Assumptions;

/** A Qpid Broker-J as a process of its own, the one that the TCK runs against; its user is {@code guest}. */
final class BrokerJ implements AutoCloseable {
    private static final Path HOME =
            Path.of("").toAbsolutePath().getParent().resolve("tck-runner/brokers/qpid-broker-j");

    private final Process process;
    private final int port;

    private BrokerJ(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts a broker; skips the test where its class path was not fetched. */
    static BrokerJ start() throws Exception {
        Path classes = HOME.resolve("target/dependency");
        boolean fetched = Files.isDirectory(classes);
        if (!fetched) {
            System.out.println("SKIPPED interop with Broker-J: .ci/run fetches it");
        }
        Assumptions.assumeTrue(fetched, "Broker-J was not fetched");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes + File.separator + "*",
                        HOME.resolve("QpidBrokerJ.java").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new BrokerJ(process, port(process.inputReader()));
    }

    /** From its first line, {@code port 5672 Apache Qpid Broker-J 10.1.0}. */
    private static int port(BufferedReader output) throws Exception {
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> {
            try {
                return output.readLine();
            } catch (IOException e) {
                throw new IllegalStateException("Broker-J does not say where it is", e);
            }
        });
        return Integer.parseInt(first.get(50, SECONDS).split(" ", -1)[1]);
    }

    int port() {
        return port;
    }

    /** Ends the broker, which it does when nobody gives it orders any more. */
    @Override
    public void close() throws Exception {
        process.outputWriter().close();
        if (!process.waitFor(20, SECONDS)) {
            process.destroyForcibly();
        }
    }
}
