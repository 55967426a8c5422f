package io.amqpjms.tool;

import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** An Artemis broker in this process, for {@code demo}: in memory, on the loopback, open to anyone there. For one thread. */
final class DemoBroker implements AutoCloseable {
    private static final String ACCEPTOR = "amqp";

    private final EmbeddedActiveMQ broker;

    private DemoBroker(EmbeddedActiveMQ broker) {
        this.broker = broker;
    }

    static DemoBroker start() throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .addAcceptorConfiguration(ACCEPTOR, "tcp://127.0.0.1:0?protocols=AMQP")
                .addAddressSetting(
                        "#",
                        new AddressSettings()
                                .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                                .setDefaultQueueRoutingType(RoutingType.ANYCAST));
        return new DemoBroker(
                new EmbeddedActiveMQ().setConfiguration(configuration).start());
    }

    String url() {
        NettyAcceptor acceptor =
                (NettyAcceptor) broker.getActiveMQServer().getRemotingService().getAcceptor(ACCEPTOR);
        return "amqp://127.0.0.1:" + acceptor.getActualPort();
    }

    @Override
    public void close() {
        try {
            broker.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The broker in this process does not stop", e);
        }
    }
}
