package io.amqpjms.jms.recovery;

import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.engine.testing.ReservedPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The broker that chaos breaks: it keeps its messages on disk and its ports for ever. Used by one thread. */
interface Target extends AutoCloseable {

    /** Where it listens: its own port, or those of a primary and its backup. */
    List<Integer> ports();

    /** Comes (back) up. */
    void start() throws Exception;

    /** Goes away in good order. */
    void stop() throws Exception;

    /** Goes away in the worst order that this kind of broker knows. */
    void kill() throws Exception;

    /** Whether it is killed in the middle of what it writes. */
    default boolean tearsItsJournal() {
        return true;
    }

    /** How many AMQP connections it has open. */
    int connectionCount() throws Exception;

    @Override
    void close() throws Exception;

    /** A broker of this kind, which runs: {@code embedded}, {@code process} or {@code pair}. */
    static Target started(String kind) throws Exception {
        Target target = switch (kind) {
            case "embedded" -> new InThisProcess();
            case "process" -> new InItsOwnProcess();
            case "pair" -> new BrokerPair();
            default ->
                throw new IllegalArgumentException("-Dchaos.broker=" + kind + " is none of embedded, process, pair");
        };
        target.start();
        return target;
    }

    /** Forgets a store. */
    static void delete(Path store) throws IOException {
        try (Stream<Path> files = Files.walk(store)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** A broker in this JVM, whose crash is a simulated one. */
    final class InThisProcess implements Target {
        // A message that is lost with its line more often than a broker likes is no dead letter here.
        private final EmbeddedBroker broker = new EmbeddedBroker()
                .persistent()
                .with(configuration ->
                        configuration.getAddressSettings().get("#").setMaxDeliveryAttempts(-1));

        @Override
        public List<Integer> ports() {
            return List.of(broker.port());
        }

        @Override
        public void start() throws Exception {
            broker.start();
        }

        @Override
        public void stop() {
            broker.stop();
        }

        @Override
        public void kill() {
            broker.kill();
        }

        @Override
        public boolean tearsItsJournal() {
            return false;
        }

        @Override
        public int connectionCount() {
            return broker.connectionCount();
        }

        @Override
        public void close() {
            broker.close();
        }
    }

    /** A broker on a journal that outlives its process, whose crash is the kernel's {@code kill -9}. */
    final class InItsOwnProcess implements Target {
        private final ReservedPort port = ReservedPort.reserve();
        private final Path store;
        private final BrokerProcess process;

        InItsOwnProcess() throws IOException {
            store = Files.createTempDirectory("broker-process");
            process = new BrokerProcess(store, BrokerMain.Role.ALONE, port.number(), 0);
        }

        @Override
        public List<Integer> ports() {
            return List.of(port.number());
        }

        @Override
        public void start() throws Exception {
            process.start();
        }

        @Override
        public void stop() throws Exception {
            process.stop();
        }

        @Override
        public void kill() throws Exception {
            process.kill();
        }

        @Override
        public int connectionCount() throws Exception {
            return process.connectionCount();
        }

        @Override
        public void close() throws Exception {
            process.kill();
            port.close();
            Target.delete(store);
        }
    }
}
