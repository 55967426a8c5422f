package io.amqpjms.jms.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.engine.testing.FaultProxy;
import io.amqpjms.jms.AmqpConnectionFactory;
import io.amqpjms.jms.recovery.Traffic.Way;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Traffic of every kind for a set time while network and broker break at random: nothing is lost, nothing hangs, and what
 * comes twice can be told. {@code -Dchaos.seconds} says how long, {@code -Dchaos.seed} what breaks.
 */
class Chaos {
    private static final Logger LOG = LoggerFactory.getLogger(Chaos.class);
    private static final long SECONDS = Long.getLong("chaos.seconds", 120);
    private static final long SEED = Long.getLong("chaos.seed", new Random().nextInt(1_000_000));
    private static final String OPTIONS = "?jms.requestTimeout=20000&jms.sendTimeout=20000&jms.closeTimeout=5000"
            + "&failover.reconnectDelay=20&failover.maxReconnectDelay=500";

    @RegisterExtension
    static final EmbeddedBroker BROKER = new EmbeddedBroker()
            .persistent()
            .with(configuration -> configuration
                    .getAddressSettings()
                    .get("#")
                    // A message that is lost with its line more often than a broker likes is no dead letter here.
                    .setMaxDeliveryAttempts(-1));

    @RegisterExtension
    final FaultProxy line = new FaultProxy(BROKER::port);

    private final CountDownLatch never = new CountDownLatch(1);

    @Test
    @Timeout(value = 4, unit = TimeUnit.HOURS)
    void nothingIsLostAndNothingHangs() throws Exception {
        List<Traffic> traffic = Arrays.stream(Way.values())
                .map(way -> new Traffic(
                        way,
                        new AmqpConnectionFactory("failover:(" + line.uri() + "?amqp.idleTimeout=1000)" + OPTIONS)))
                .toList();
        for (Traffic each : traffic) {
            each.start();
        }
        Mischief mischief = new Mischief(SEED, line, BROKER);
        try {
            LOG.info("Chaos of {} s with -Dchaos.seed={} begins", SECONDS, SEED);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            while (System.nanoTime() < end) {
                mischief.next(this::pause);
            }
        } finally {
            mischief.end();
        }
        assertThat(settle(traffic, mischief))
                .as("broken with -Dchaos.seed=" + SEED + ", " + BROKER.messageCount("DLQ") + " dead letters")
                .isEmpty();
    }

    /** Lets everything that is under way arrive; what was promised and not kept. */
    private List<String> settle(List<Traffic> traffic, Mischief mischief) throws Exception {
        traffic.forEach(Traffic::stopSending);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < end && !traffic.stream().allMatch(Traffic::isComplete)) {
            pause(100);
        }
        List<String> broken = new ArrayList<>();
        for (Traffic each : traffic) {
            broken.addAll(each.end());
            LOG.info("{}", each);
        }
        LOG.info("{}", mischief);
        return broken;
    }

    private void pause(int millis) throws InterruptedException {
        never.await(millis, TimeUnit.MILLISECONDS);
    }
}
