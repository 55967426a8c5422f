package io.amqpjms.examples;

import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** An Artemis broker inside this process, for whoever has no broker at hand: in memory, on the loopback. */
final class InProcessBroker implements AutoCloseable {

    private final EmbeddedActiveMQ broker;

    private InProcessBroker(EmbeddedActiveMQ broker) {
        this.broker = broker;
    }

    static InProcessBroker start() throws Exception {
        return start(0);
    }

    /** @param port where it listens; 0 for any that is free */
    static InProcessBroker start(int port) throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setPersistenceEnabled(false)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .addAcceptorConfiguration("amqp", "tcp://127.0.0.1:" + port + "?protocols=AMQP")
                .addAddressSetting(
                        "#",
                        new AddressSettings()
                                .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                                .setDefaultQueueRoutingType(RoutingType.ANYCAST));
        return new InProcessBroker(
                new EmbeddedActiveMQ().setConfiguration(configuration).start());
    }

    String url() {
        NettyAcceptor acceptor =
                (NettyAcceptor) broker.getActiveMQServer().getRemotingService().getAcceptor("amqp");
        return "amqp://127.0.0.1:" + acceptor.getActualPort();
    }

    @Override
    public void close() {
        try {
            broker.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The broker at " + url() + " does not stop", e);
        }
    }
}
