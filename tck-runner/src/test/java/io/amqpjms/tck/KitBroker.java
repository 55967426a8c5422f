package io.amqpjms.tck;

import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.testing.EmbeddedBroker;
import java.time.Duration;
import java.util.Map;
import org.apache.activemq.artemis.api.core.ActiveMQDisconnectedException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.impl.AddressInfo;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/**
 * The broker of this JVM, with the queues and topics the kit knows by name. It tells a right password from a wrong one,
 * lets anyone in who has none, and redelivers for ever. One for all tests, as the kit keeps its connection factories.
 */
final class KitBroker implements BrokerUnderTest {
    private static final String CORE = "core";
    private static final Duration GOODBYE = Duration.ofSeconds(30);

    private final EmbeddedBroker broker;

    private KitBroker(EmbeddedBroker broker) {
        this.broker = broker;
    }

    static KitBroker start() throws Exception {
        return start(Map.of(System.getProperty("user"), System.getProperty("password")));
    }

    static KitBroker start(Map<String, String> users) throws Exception {
        EmbeddedBroker broker = new EmbeddedBroker().withGuest().with(KitBroker::settings);
        users.forEach(broker::withUser);
        KitBroker started = new KitBroker(broker.start());
        started.createDestinations();
        return started;
    }

    @Override
    public int amqpPort() {
        return broker.port();
    }

    @Override
    public int corePort() {
        return ((NettyAcceptor) server().getRemotingService().getAcceptor(CORE)).getActualPort();
    }

    @Override
    public String name() {
        return "Apache ActiveMQ Artemis " + server().getVersion().getVersionName() + ", embedded";
    }

    ActiveMQServer server() {
        return broker.server();
    }

    @Override
    public void stop() {
        broker.close();
    }

    @Override
    public void reset() throws Exception {
        for (RemotingConnection open : server().getRemotingService().getConnections()) {
            server().getRemotingService().removeConnection(open.getID());
            open.fail(new ActiveMQDisconnectedException("the test that opened this connection is over"));
        }
        // A session gives its messages back when it ends: not to the queues of the next test.
        await("sessions to end")
                .atMost(GOODBYE)
                .until(() -> server().getSessions().isEmpty());
        for (SimpleString address : server().getPostOffice().getAddresses()) {
            if (!address.toString().startsWith("activemq.")) {
                server().removeAddressInfo(address, null, true);
            }
        }
        createDestinations();
    }

    private void createDestinations() throws Exception {
        for (String queue : QUEUES) {
            server().createQueue(QueueConfiguration.of(queue).setRoutingType(RoutingType.ANYCAST));
        }
        for (String topic : TOPICS) {
            server().addAddressInfo(new AddressInfo(SimpleString.of(topic), RoutingType.MULTICAST));
        }
    }

    private static void settings(Configuration configuration) {
        configuration.getAddressSettings().get("#").setMaxDeliveryAttempts(-1);
        try {
            configuration.addAcceptorConfiguration(CORE, "tcp://127.0.0.1:0?protocols=CORE");
        } catch (Exception e) {
            throw new IllegalArgumentException("describe the acceptor for the broker's own client", e);
        }
    }
}
