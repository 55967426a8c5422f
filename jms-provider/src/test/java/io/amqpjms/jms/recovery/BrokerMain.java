package io.amqpjms.jms.recovery;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.ClusterConnectionConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.ha.SharedStoreBackupPolicyConfiguration;
import org.apache.activemq.artemis.core.config.ha.SharedStorePrimaryPolicyConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.server.RemotingService;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * A broker as a program: the directory of its store, its role, its port, and that of its partner. Says when it is ready, how many AMQP
 * connections it has for each line of its standard input, and ends in good order with it.
 */
final class BrokerMain {
    static final String READY = "the broker is ready";
    private static final String LOOPBACK = "tcp://127.0.0.1:";

    /** Alone, or one of a pair. */
    enum Role {
        ALONE,
        PRIMARY,
        BACKUP
    }

    private BrokerMain() {}

    /** The program. */
    public static void main(String[] arguments) throws Exception {
        Role role = Role.valueOf(arguments[1]);
        Configuration configuration = configuration(Path.of(arguments[0]), LOOPBACK + arguments[2]);
        if (role != Role.ALONE) {
            joinPair(configuration, role, LOOPBACK + arguments[2], LOOPBACK + arguments[3]);
        }
        ActiveMQServer server = ActiveMQServers.newActiveMQServer(configuration);
        server.start();
        if (role != Role.BACKUP) {
            server.waitForActivation(1, TimeUnit.MINUTES);
        }
        System.out.println(READY);
        while (System.in.read() >= 0) {
            System.out.println(connectionCount(server));
        }
        server.stop();
        System.exit(0);
    }

    // A backup that stands by has no such service.
    private static long connectionCount(ActiveMQServer server) {
        RemotingService remoting = server.getRemotingService();
        return remoting == null
                ? 0
                : remoting.getConnections().stream()
                        .filter(connection -> "AMQP".equals(connection.getProtocolName()))
                        .count();
    }

    private static Configuration configuration(Path store, String uri) throws Exception {
        return new ConfigurationImpl()
                .setPersistenceEnabled(true)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setGracefulShutdownEnabled(false)
                // The kernel keeps what was written, but nobody what the process has not given to it yet.
                .setJournalSyncTransactional(true)
                .setJournalSyncNonTransactional(true)
                .setJournalDatasync(false)
                .setJournalType(JournalType.NIO)
                .setJournalDirectory(store.resolve("journal").toString())
                .setBindingsDirectory(store.resolve("bindings").toString())
                .setLargeMessagesDirectory(store.resolve("large").toString())
                .setPagingDirectory(store.resolve("paging").toString())
                .addAcceptorConfiguration("both", uri + "?protocols=CORE,AMQP")
                .addAddressSetting("#", addresses())
                .addQueueConfiguration(QueueConfiguration.of("DLQ").setRoutingType(RoutingType.ANYCAST));
    }

    // A message that is lost with its line more often than a broker likes is no dead letter here.
    private static AddressSettings addresses() {
        return new AddressSettings()
                .setAutoCreateQueues(true)
                .setAutoCreateAddresses(true)
                .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                .setDefaultQueueRoutingType(RoutingType.ANYCAST)
                .setMaxDeliveryAttempts(-1);
    }

    private static void joinPair(Configuration configuration, Role role, String uri, String partner) throws Exception {
        configuration
                .addConnectorConfiguration("self", uri)
                .addConnectorConfiguration("partner", partner)
                .addClusterConfiguration(new ClusterConnectionConfiguration()
                        .setName("pair")
                        .setConnectorName("self")
                        .setRetryInterval(200)
                        .setStaticConnectors(List.of("partner")))
                .setHAPolicyConfiguration(
                        role == Role.PRIMARY
                                ? new SharedStorePrimaryPolicyConfiguration()
                                        .setFailoverOnServerShutdown(true)
                                        .setWaitForActivation(true)
                                : new SharedStoreBackupPolicyConfiguration()
                                        .setAllowFailBack(true)
                                        .setRestartBackup(true)
                                        .setFailoverOnServerShutdown(true));
    }
}
