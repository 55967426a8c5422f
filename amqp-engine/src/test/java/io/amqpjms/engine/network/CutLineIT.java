package io.amqpjms.engine.network;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import io.amqpjms.engine.Container;
import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.engine.testing.FaultProxy;
import io.amqpjms.engine.testing.Faults;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A line to a broker that ends after any byte hangs no caller, leaves nothing behind, and loses nothing in silence. */
@Timeout(value = 5, unit = MINUTES)
class CutLineIT {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int EVERYTHING_CLOSED = 4;
    private static final int FEW = 20;

    @RegisterExtension
    static final EmbeddedBroker broker = new EmbeddedBroker();

    @RegisterExtension
    final FaultProxy proxy = new FaultProxy(broker::port);

    private final Map<String, Conversation> held = new ConcurrentHashMap<>();
    private Container container;
    private long filesBefore;

    @BeforeEach
    void create() throws Exception {
        container = Container.create("conversation");
        new Conversation("warm up", PATIENCE).hold(container, broker.port());
        filesBefore = openFiles();
    }

    @AfterEach
    void close() {
        container.close();
    }

    private static long openFiles() {
        return ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                .getOpenFileDescriptorCount();
    }

    @Test
    void lineCutAfterAnyByteHangsNobodyAndLeavesNothing() throws Exception {
        assertThat(Cuts.make(proxy, Faults.NONE::cutAfter, 1, 12, this::talk)).isGreaterThan(3000);
        nothingIsLeft();
    }

    @Test
    void lineResetHangsNobodyAndLeavesNothing() throws Exception {
        assertThat(Cuts.make(proxy, Faults.NONE::resetAfter, 5, 12, this::talk)).isPositive();
        nothingIsLeft();
    }

    @Test
    void halfClosedLineHangsNobodyAndLeavesNothing() throws Exception {
        assertThat(Cuts.make(proxy, Faults.NONE::halfCloseAfter, 5, 30, this::talk))
                .isPositive();
        nothingIsLeft();
    }

    @Test
    void silentLineHangsNobodyAndLeavesNothing() throws Exception {
        assertThat(Cuts.make(proxy, Faults.NONE::swallowAfter, 25, 50, (line, name) -> talk(line, name, 500)))
                .isPositive();
        nothingIsLeft();
    }

    private void talk(FaultProxy line, String name) throws Exception {
        talk(line, name, PATIENCE.toMillis());
    }

    private void talk(FaultProxy line, String name, long millis) throws Exception {
        Conversation conversation = new Conversation(name, Duration.ofMillis(millis));
        held.put(name, conversation);
        conversation.hold(container, line.port());
        assertThat(conversation.closesTold()).isEqualTo(EVERYTHING_CLOSED);
    }

    private void nothingIsLeft() {
        await().untilAsserted(() -> assertThat(proxy.lineCount()).isZero());
        await().untilAsserted(() -> assertThat(broker.connectionCount()).isZero());
        await().untilAsserted(() -> assertThat(openFiles()).isLessThan(filesBefore + FEW));
        await().untilAsserted(() -> assertThat(held)
                .allSatisfy((name, conversation) -> assertThat(
                                conversation.received().size() + broker.messageCount(name))
                        .as("messages of %s, received or still there, of %s accepted", name, conversation.accepted())
                        .isGreaterThanOrEqualTo(conversation.accepted())));
    }

    @Test
    void conversationGoesOnOverTheNextLine() throws Exception {
        int cuts = Cuts.make(proxy, Faults.NONE::cutAfter, 11, 12, (line, name) -> {
            Conversation conversation = new Conversation(name, PATIENCE);
            held.put(name, conversation);
            assertThat(conversation.hold(container, line.port(), proxy.port())).isEmpty();
            assertThat(conversation.received()).hasSameSizeAs(Conversation.TEXTS);
        });
        assertThat(cuts).isPositive();
        nothingIsLeft();
    }
}
