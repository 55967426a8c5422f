package io.amqpjms.tck.joram;

import static org.awaitility.Awaitility.await;

import io.amqpjms.tck.FixedNames;
import jakarta.jms.JMSContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.Context;
import javax.naming.NamingException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.impl.AddressInfo;
import org.objectweb.jtests.jms.admin.Admin;

/**
 * What the suite asks of an administrator: it makes one of these for each test, all for the one broker given to
 * {@link #serve}.
 */
public final class ArtemisAdmin implements Admin {
    private static ActiveMQServer server;
    private static Object connectionFactory;
    private static JMSContext destinations;

    private final Map<String, Object> names = new ConcurrentHashMap<>();

    /** The broker and the factory for tests to come; the context only makes destinations. */
    static void serve(ActiveMQServer broker, Object factory, JMSContext context) {
        server = broker;
        connectionFactory = factory;
        destinations = context;
    }

    @Override
    public String getName() {
        return "Artemis over AMQP 1.0";
    }

    @Override
    public Context createContext() throws NamingException {
        return new FixedNames(names);
    }

    @Override
    public void createConnectionFactory(String name) {
        names.put(name, connectionFactory);
    }

    @Override
    public void createQueueConnectionFactory(String name) {
        names.put(name, connectionFactory);
    }

    @Override
    public void createTopicConnectionFactory(String name) {
        names.put(name, connectionFactory);
    }

    @Override
    public void createQueue(String name) {
        done(
                "create queue " + name,
                () -> server.createQueue(QueueConfiguration.of(name).setRoutingType(RoutingType.ANYCAST)));
        names.put(name, destinations.createQueue(name));
    }

    @Override
    public void createTopic(String name) {
        done(
                "create topic " + name,
                () -> server.addAddressInfo(new AddressInfo(SimpleString.of(name), RoutingType.MULTICAST)));
        names.put(name, destinations.createTopic(name));
    }

    @Override
    public void deleteQueue(String name) {
        deleteAddress(name);
    }

    @Override
    public void deleteTopic(String name) {
        deleteAddress(name);
    }

    @Override
    public void deleteConnectionFactory(String name) {
        names.remove(name);
    }

    @Override
    public void deleteQueueConnectionFactory(String name) {
        names.remove(name);
    }

    @Override
    public void deleteTopicConnectionFactory(String name) {
        names.remove(name);
    }

    @Override
    public void startServer() {
        // The broker runs for the whole suite.
    }

    @Override
    public void stopServer() {
        // As above.
    }

    @Override
    public void start() {
        // Nothing to prepare for one test.
    }

    @Override
    public void stop() {
        names.clear();
    }

    private void deleteAddress(String name) {
        names.remove(name);
        // The broker ends consumers after it answered the close of their connection, and trips over a queue deleted
        // then.
        await("consumers of " + name + " to end")
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> hasNoConsumer(name));
        done("delete " + name, () -> server.removeAddressInfo(SimpleString.of(name), null, true));
    }

    private static boolean hasNoConsumer(String address) throws Exception {
        return server.getPostOffice().listQueuesForAddress(SimpleString.of(address)).stream()
                .allMatch(queue -> queue.getConsumerCount() == 0);
    }

    private static void done(String what, AdminCall call) {
        try {
            call.run();
        } catch (Exception failure) {
            throw new AssertionError("the broker did not " + what, failure);
        }
    }

    /** A call to the broker's management. */
    @FunctionalInterface
    private interface AdminCall {
        void run() throws Exception;
    }
}
