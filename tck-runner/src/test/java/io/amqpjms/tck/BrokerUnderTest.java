package io.amqpjms.tck;

import java.util.List;

/** The broker of this JVM that a run is against, with the queues and topics the kit knows by name. */
interface BrokerUnderTest {
    List<String> QUEUES = List.of("MY_QUEUE", "MY_QUEUE2", "testQ0", "testQ1", "testQ2", "testQueue2", "Q2");
    List<String> TOPICS = List.of("MY_TOPIC", "MY_TOPIC2", "testT0", "testT1", "testT2");

    /** The one of this JVM, started when first asked for and stopped with the JVM. */
    static BrokerUnderTest running() {
        return Running.BROKER;
    }

    int amqpPort();

    /** The port for the broker's own client, where it has one. */
    int corePort();

    /** Its name and version. */
    String name();

    /** Ends what connections a test left open, and makes every queue and topic anew. */
    void reset() throws Exception;

    void stop();

    /** Starts the broker of this JVM once, whoever asks first. */
    final class Running {
        private static final BrokerUnderTest BROKER = start();

        private Running() {}

        private static BrokerUnderTest start() {
            try {
                String command = System.getProperty("tck.broker", "");
                BrokerUnderTest started = command.isBlank() ? KitBroker.start() : ForeignBroker.start(command);
                Runtime.getRuntime().addShutdownHook(new Thread(started::stop, "stop-broker-under-test"));
                return started;
            } catch (Exception e) {
                throw new IllegalStateException("start the broker of the run", e);
            }
        }
    }
}
