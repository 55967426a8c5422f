package io.amqpjms.tck;

import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.testing.EmbeddedBroker;
import java.time.Duration;
import java.util.List;
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
final class KitBroker {
    static final List<String> QUEUES =
            List.of("MY_QUEUE", "MY_QUEUE2", "testQ0", "testQ1", "testQ2", "testQueue2", "Q2");
    static final List<String> TOPICS = List.of("MY_TOPIC", "MY_TOPIC2", "testT0", "testT1", "testT2");

    private static final String CORE = "core";
    private static final Duration GOODBYE = Duration.ofSeconds(30);

    private final EmbeddedBroker broker;

    private KitBroker(EmbeddedBroker broker) {
        this.broker = broker;
    }

    /** The one of this JVM, started when first asked for and stopped with the JVM. */
    static KitBroker running() {
        return Running.BROKER;
    }

    static KitBroker start(Map<String, String> users) throws Exception {
        EmbeddedBroker broker = new EmbeddedBroker().withGuest().with(KitBroker::settings);
        users.forEach(broker::withUser);
        KitBroker started = new KitBroker(broker.start());
        started.createDestinations();
        return started;
    }

    int amqpPort() {
        return broker.port();
    }

    int corePort() {
        return ((NettyAcceptor) server().getRemotingService().getAcceptor(CORE)).getActualPort();
    }

    ActiveMQServer server() {
        return broker.server();
    }

    void stop() {
        broker.close();
    }

    /** Ends what connections a test left open, and makes every queue and topic anew. */
    void reset() throws Exception {
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

    /** Starts the broker of this JVM once, whoever asks first. */
    private static final class Running {
        static final KitBroker BROKER = start();

        private static KitBroker start() {
            try {
                KitBroker started = KitBroker.start(Map.of(System.getProperty("user"), System.getProperty("password")));
                Runtime.getRuntime().addShutdownHook(new Thread(started::stop, "stop-kit-broker"));
                return started;
            } catch (Exception e) {
                throw new IllegalStateException("start the broker of the kit", e);
            }
        }
    }
}
