package io.amqpjms.benchmarks.peer;

import io.amqpjms.benchmarks.Talk;
import java.util.List;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * The process of an Artemis broker without a journal, so that no figure is one of the disk. Says its four ports: AMQP,
 * its own protocol, and both with TLS. Command: {@code purge}. One thread beside the broker's.
 */
public final class BrokerMain {
    private static final List<String> ACCEPTORS = List.of("amqp", "core", "amqps", "cores");

    private BrokerMain() {}

    /** Arguments: the key store and its password. */
    public static void main(String[] arguments) throws Exception {
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
        broker.setConfiguration(configuration(arguments[0], arguments[1]));
        broker.start();
        Talk talk = new Talk();
        talk.say(String.join(
                " ",
                ACCEPTORS.stream()
                        .map(name -> port(broker.getActiveMQServer(), name))
                        .toList()));
        talk.obey(words -> purge(broker.getActiveMQServer()));
        broker.stop();
    }

    private static Configuration configuration(String keyStore, String password) throws Exception {
        String tls = ";sslEnabled=true;keyStorePath=" + keyStore + ";keyStorePassword=" + password;
        return new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setGracefulShutdownEnabled(false)
                .setGlobalMaxSize(-1)
                .addAcceptorConfiguration("amqp", "tcp://127.0.0.1:0?protocols=AMQP")
                .addAcceptorConfiguration("core", "tcp://127.0.0.1:0?protocols=CORE")
                .addAcceptorConfiguration("amqps", "tcp://127.0.0.1:0?protocols=AMQP" + tls)
                .addAcceptorConfiguration("cores", "tcp://127.0.0.1:0?protocols=CORE" + tls)
                .addAddressSetting("#", addresses());
    }

    private static AddressSettings addresses() {
        return new AddressSettings()
                .setAutoCreateQueues(true)
                .setAutoCreateAddresses(true)
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.FAIL)
                .setMaxSizeBytes(-1)
                .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                .setDefaultQueueRoutingType(RoutingType.ANYCAST);
    }

    private static String port(ActiveMQServer server, String acceptor) {
        NettyAcceptor listening = (NettyAcceptor) server.getRemotingService().getAcceptor(acceptor);
        return Integer.toString(listening.getActualPort());
    }

    private static String purge(ActiveMQServer server) throws Exception {
        int purged = 0;
        for (Queue queue : queues(server).toList()) {
            purged += queue.deleteAllReferences();
        }
        return Integer.toString(purged);
    }

    private static Stream<Queue> queues(ActiveMQServer server) {
        return server.getPostOffice()
                .getAllBindings()
                .filter(binding -> binding.getBindable() instanceof Queue)
                .map(binding -> (Queue) binding.getBindable());
    }
}
