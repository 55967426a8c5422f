package io.amqpjms.jms.recovery;

import io.amqpjms.engine.testing.ReservedPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A primary and its backup over one store, each in a process of its own. What goes away is the primary, so that its backup takes
 * over; what comes up is the primary, to which the backup gives way.
 */
final class BrokerPair implements Target {
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

    /** Waits until the primary is the one that serves. */
    @Override
    public void start() throws Exception {
        primary.start();
        if (!begun) {
            backup.start();
            begun = true;
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
