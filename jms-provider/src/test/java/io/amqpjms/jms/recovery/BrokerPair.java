package io.amqpjms.jms.recovery;

import io.amqpjms.engine.testing.ReservedPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A primary and its backup over one store, each in a process of its own. What goes away is the primary, so that its backup takes
 * over; what comes up is the primary, to which the backup gives way.
 */
final class BrokerPair implements Target {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerPair.class);
    private static final Duration GIVING_WAY = Duration.ofSeconds(15);

    private final ReservedPort primaryPort = ReservedPort.reserve();
    private final ReservedPort backupPort = ReservedPort.reserve();
    private final Path store;
    private final BrokerProcess primary;
    private final BrokerProcess backup;
    private boolean begun;

    BrokerPair() throws IOException {
        store = Files.createTempDirectory("broker-pair");
        primary = process(BrokerMain.Role.PRIMARY, primaryPort, backupPort);
        backup = process(BrokerMain.Role.BACKUP, backupPort, primaryPort);
    }

    private BrokerProcess process(BrokerMain.Role role, ReservedPort own, ReservedPort other) {
        return new BrokerProcess(store, role, own.number(), other.number());
    }

    @Override
    public List<Integer> ports() {
        return List.of(primaryPort.number(), backupPort.number());
    }

    /**
     * Waits until the primary is the one that serves. A backup that hangs while it gives way, and keeps the store, is killed as its
     * operator would do.
     */
    @Override
    public void start() throws Exception {
        if (!begun) {
            primary.start();
            backup.start();
            begun = true;
            return;
        }
        primary.launch();
        if (!primary.isReadyWithin(GIVING_WAY)) {
            LOG.info("The backup does not give way, and is killed");
            backup.kill();
            primary.awaitReady();
            backup.start();
        }
    }

    @Override
    public void stop() throws Exception {
        primary.stop();
    }

    @Override
    public void kill() throws Exception {
        primary.kill();
    }

    @Override
    public int connectionCount() throws Exception {
        return primary.connectionCount() + backup.connectionCount();
    }

    @Override
    public void close() throws Exception {
        backup.kill();
        primary.kill();
        primaryPort.close();
        backupPort.close();
        Target.delete(store);
    }
}
