package io.amqpjms.engine;

import static io.amqpjms.engine.EngineFixture.failureOf;
import static io.amqpjms.engine.EngineFixture.options;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.ScriptedPeer;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A peer that opens and hangs up at once is no better than one that does not open. */
class ShortLivedLineTest {
    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final ScriptedPeer second = new ScriptedPeer();

    @RegisterExtension
    final ScriptedPeer third = new ScriptedPeer();

    @RegisterExtension
    final EngineFixture engine = new EngineFixture();

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    private final ReconnectPolicy noting = new ReconnectPolicy() {
        @Override
        public Duration next() {
            asked.add("next");
            return Duration.ofMillis(1);
        }

        @Override
        public void reset() {
            asked.add("reset");
        }
    };

    @Test
    void linesThatDoNotStandCountAsTriesInARow() {
        List.of(peer, second, third).forEach(each -> each.opensConnection().dropsConnection());
        Connection connection = engine.connect(options(peer.uri())
                .reconnect(ReconnectOptions.DEFAULT
                        .withPolicy(() -> noting)
                        .withMaxTries(2)
                        .withAlternatives(List.of(
                                PeerAddress.of("localhost", second.port()),
                                PeerAddress.of("localhost", third.port())))));
        EngineException.ConnectionFailed failure =
                failureOf(connection.closed(), EngineException.ConnectionFailed.class);
        assertThat(failure.getSuppressed()).hasSize(2);
        assertThat(asked).containsExactly("reset", "next", "next");
        assertThat(engine.events).filteredOn("disconnected"::equals).hasSize(2);
    }

    @Test
    void aPolicyThatCountsOtherwiseEndsTheTryingByItself() {
        List.of(peer, second).forEach(each -> each.opensConnection().dropsConnection());
        Connection connection = engine.connect(options(peer.uri())
                .reconnect(ReconnectOptions.DEFAULT
                        .withPolicy(OnceOnly::new)
                        .withAlternatives(List.of(PeerAddress.of("localhost", second.port())))));
        EngineException.ConnectionFailed failure =
                failureOf(connection.closed(), EngineException.ConnectionFailed.class);
        assertThat(failure.getSuppressed()).hasSize(1);
    }

    private static final class OnceOnly implements ReconnectPolicy {
        private int tries;

        @Override
        public Duration next() {
            tries++;
            return Duration.ZERO;
        }

        @Override
        public void reset() {}

        @Override
        public boolean goesOn(boolean wasOpen) {
            return !wasOpen || tries == 0;
        }
    }
}
