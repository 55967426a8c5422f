package io.amqpjms.jms.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.FaultProxy;
import io.amqpjms.engine.testing.FrameProxy;
import io.amqpjms.jms.AmqpConnectionFactory;
import io.amqpjms.jms.recovery.Traffic.Way;
import jakarta.jms.ConnectionFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Traffic of every kind for a set time while network and broker break at random: nothing is lost, nothing hangs, and what
 * comes twice can be told.
 *
 * <ul>
 *   <li>{@code -Dchaos.seconds} says how long, {@code -Dchaos.seed} what breaks;
 *   <li>{@code -Dchaos.broker} is {@code embedded}, {@code process} (killed with -9 and started on its journal), or {@code pair}
 *       (a primary whose backup takes over, and gives way again);
 *   <li>{@code -Dchaos.links=false} lets sessions and links be, as long as their line stands;
 *   <li>{@code -Dchaos.client=org.apache.qpid.jms.JmsConnectionFactory} runs the peer instead, and reports without a verdict.
 * </ul>
 */
class Chaos {
    private static final Logger LOG = LoggerFactory.getLogger(Chaos.class);
    private static final long SECONDS = Long.getLong("chaos.seconds", 120);
    private static final long SEED = Long.getLong("chaos.seed", new Random().nextInt(1_000_000));
    private static final String KIND = System.getProperty("chaos.broker", "embedded");
    private static final @Nullable String PEER = System.getProperty("chaos.client");
    private static final boolean LINKS = !"false".equals(System.getProperty("chaos.links")) && !"pair".equals(KIND);

    /** How long a send may take: its option, and what two busy cores need to notice that the time is over. */
    static final Duration SEND_LIMIT = Duration.ofSeconds(30);
    /** How long a close may take: its option twice, for sends and for the broker's answer, and some more as above. */
    static final Duration CLOSE_LIMIT = Duration.ofSeconds(20);

    private static final String OPTIONS = "?jms.requestTimeout=20000&jms.sendTimeout=20000&jms.closeTimeout=5000"
            + "&failover.reconnectDelay=20&failover.maxReconnectDelay=500&failover.randomize=true"
            // The broker tells of ports that no fault touches.
            + "&failover.amqpOpenServerListAction=IGNORE";

    private final CountDownLatch never = new CountDownLatch(1);
    private final List<FaultProxy> lines = new ArrayList<>();
    private @Nullable FrameProxy frames;
    private Target broker;

    @BeforeEach
    void connect() throws Exception {
        broker = Target.started(KIND);
        for (int port : broker.ports()) {
            lines.add(new FaultProxy(() -> port).start());
        }
        frames = LINKS ? FrameProxy.before(lines.get(0).port()) : null;
    }

    @AfterEach
    void disconnect() throws Exception {
        if (frames != null) {
            frames.close();
        }
        lines.forEach(FaultProxy::close);
        broker.close();
    }

    @Test
    @Timeout(value = 4, unit = TimeUnit.HOURS)
    void nothingIsLostAndNothingHangs() throws Exception {
        Mischief mischief = new Mischief(SEED, lines, frames, broker);
        List<Strand> traffic = new ArrayList<>();
        for (Way way : Way.values()) {
            String more = way == Way.DEDUPLICATED ? "&jms.duplicateIdProperty=_AMQ_DUPL_ID" : "";
            traffic.add(new Traffic(way, factory(more), mischief));
        }
        traffic.add(new Conversation(factory("")));
        traffic.add(new Browsers(factory("")));
        traffic.add(new Visits(factory(""), plainFactory()));
        for (Strand each : traffic) {
            each.start();
        }
        try {
            LOG.info("Chaos of {} s with -Dchaos.seed={} -Dchaos.broker={} begins", SECONDS, SEED, KIND);
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            while (System.nanoTime() < end) {
                mischief.next(this::pause);
            }
        } finally {
            mischief.end();
        }
        List<String> broken = settle(traffic, mischief);
        if (PEER != null) {
            broken.forEach(each -> LOG.info("Broken by {}: {}", PEER, each));
            Assumptions.abort("a peer is watched, not judged");
        }
        assertThat(broken).as("broken with -Dchaos.seed=" + SEED).isEmpty();
    }

    /** Connections that do not come back, over a line whose links end too if there is one. */
    private ConnectionFactory plainFactory() throws ReflectiveOperationException {
        int port = frames == null ? lines.get(0).port() : frames.port();
        return factoryOf("amqp://127.0.0.1:" + port + "?amqp.idleTimeout=1000&jms.connectTimeout=5000"
                + "&jms.requestTimeout=5000&jms.sendTimeout=5000&jms.closeTimeout=5000");
    }

    private ConnectionFactory factory(String more) throws ReflectiveOperationException {
        Stream<Integer> ports = lines.stream().map(FaultProxy::port);
        String uri = Stream.concat(ports, Stream.ofNullable(frames).map(FrameProxy::port))
                .map(port -> "amqp://127.0.0.1:" + port + "?amqp.idleTimeout=1000")
                .collect(Collectors.joining(",", "failover:(", ")" + OPTIONS + (PEER == null ? more : "")));
        return factoryOf(uri);
    }

    private static ConnectionFactory factoryOf(String uri) throws ReflectiveOperationException {
        return PEER == null
                ? new AmqpConnectionFactory(uri)
                : Class.forName(PEER)
                        .asSubclass(ConnectionFactory.class)
                        .getConstructor(String.class)
                        .newInstance(uri);
    }

    /** Lets everything that is under way arrive; what was promised and not kept. */
    private List<String> settle(List<Strand> traffic, Mischief mischief) throws Exception {
        traffic.forEach(Strand::stopSending);
        awaitArrivals(traffic);
        List<String> broken = new ArrayList<>();
        for (Strand each : traffic) {
            broken.addAll(each.end());
            LOG.info("{}", each);
        }
        LOG.info("{}", mischief);
        broken.addAll(left());
        return broken;
    }

    /** Until everything has come that must, or nothing comes any more. */
    private void awaitArrivals(List<Strand> traffic) throws InterruptedException {
        int arrived = -1;
        long last = System.nanoTime() + TimeUnit.SECONDS.toNanos(300);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < Math.min(end, last) && !traffic.stream().allMatch(Strand::isComplete)) {
            int now = traffic.stream().mapToInt(Strand::arrived).sum();
            if (now != arrived) {
                arrived = now;
                end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            }
            pause(100);
        }
    }

    /** What is still there after the last connection was closed; buffers are for the leak check of all test classes. */
    private List<String> left() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        List<String> left = leftNow();
        while (!left.isEmpty() && System.nanoTime() < end) {
            pause(100);
            left = leftNow();
        }
        return left;
    }

    private List<String> leftNow() throws Exception {
        Stream<String> threads = Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("amqpjms") && !name.startsWith("amqpjms-fault-proxy"))
                .map(name -> "left behind: thread " + name);
        int connections = broker.connectionCount();
        return Stream.concat(
                        threads,
                        connections == 0 ? Stream.of() : Stream.of("left behind: " + connections + " connections"))
                .toList();
    }

    private void pause(int millis) throws InterruptedException {
        never.await(millis, TimeUnit.MILLISECONDS);
    }
}
