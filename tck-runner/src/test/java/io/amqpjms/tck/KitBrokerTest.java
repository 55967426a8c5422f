package io.amqpjms.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KitBrokerTest {
    private KitBroker broker;

    @BeforeEach
    void start() throws Exception {
        broker = KitBroker.start(Map.of("j2ee", "j2ee"));
    }

    @AfterEach
    void stop() {
        broker.stop();
    }

    @Test
    void resetLeavesTheKitsDestinationsAndNothingElse() throws Exception {
        leave("left.behind", "left.behind", RoutingType.ANYCAST);
        leave("MY_TOPIC", "cts.dummySubscription", RoutingType.MULTICAST);

        broker.reset();

        assertThat(broker.server().getPostOffice().getAddresses())
                .extracting(SimpleString::toString)
                .filteredOn(address -> !address.startsWith("activemq."))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(BrokerUnderTest.QUEUES.stream(), BrokerUnderTest.TOPICS.stream())
                                .toList());
        assertThat(broker.server().locateQueue("cts.dummySubscription")).isNull();
        assertThat(broker.server().locateQueue("MY_QUEUE")).isNotNull();
    }

    @Test
    void portsOfBothProtocolsAreKnown() {
        assertThat(broker.amqpPort()).isPositive().isNotEqualTo(broker.corePort());
        assertThat(broker.corePort()).isPositive();
    }

    private void leave(String address, String queue, RoutingType type) throws Exception {
        broker.server()
                .createQueue(QueueConfiguration.of(queue).setAddress(address).setRoutingType(type));
    }
}
