package io.amqpjms.engine;

import static io.amqpjms.engine.EngineFixture.await;
import static io.amqpjms.engine.EngineFixture.failureOf;
import static io.amqpjms.engine.EngineFixture.options;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.ReservedPort;
import io.amqpjms.engine.testing.ScriptedPeer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tries that come to nothing before anything is dialled: they count as failed, and trying goes on. */
class UnpreparedTryTest {
    private static final Duration SHORT = Duration.ofMillis(1);

    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final ScriptedPeer second = new ScriptedPeer();

    @RegisterExtension
    final ReservedPort closed = ReservedPort.reserve();

    @RegisterExtension
    final EngineFixture engine = new EngineFixture();

    private static ReconnectPolicy steady() {
        return ReconnectPolicy.exponential(SHORT, SHORT);
    }

    /** Says where to go once, and fails from then on. */
    private static class Faulty implements ReconnectPolicy {
        final CountDownLatch asked = new CountDownLatch(3);

        @Override
        public Duration next() {
            return SHORT;
        }

        @Override
        public void reset() {}

        @Override
        public ConnectionOptions peer(ConnectionOptions own, int number) {
            asked.countDown();
            if (number > 1) {
                throw new IllegalStateException("the directory is away");
            }
            return own;
        }
    }

    @Test
    void anAlternativeThatCannotBeDialledIsPassedOver() throws Exception {
        peer.opensConnection().dropsConnection();
        second.opensConnection();
        PeerAddress impossible = PeerAddress.of("localhost", 0);
        PeerAddress malformed =
                new PeerAddress("localhost", second.port(), null, WebSocketOptions.at("/messages of today"));
        Connection connection = engine.connect(options(peer.uri())
                .reconnect(ReconnectOptions.DEFAULT
                        .withPolicy(UnpreparedTryTest::steady)
                        .withAlternatives(List.of(impossible, malformed, PeerAddress.of("localhost", second.port())))));
        engine.awaitEvent("reconnected", connection);
        second.seesAll();
    }

    @Test
    void whatKeptATryFromBeginningIsToldAtTheEnd() {
        Connection connection = engine.connect(ConnectionOptions.builder("127.0.0.1", closed.number())
                .reconnect(ReconnectOptions.DEFAULT.withPolicy(Faulty::new).withMaxTries(2)));
        EngineException.ConnectionFailed failure =
                failureOf(connection.opened(), EngineException.ConnectionFailed.class);
        assertThat(failure).hasMessageContaining("the directory is away").hasMessageContaining("try 3");
        assertThat(failure.getSuppressed()).hasSize(2);
        failureOf(connection.closed(), EngineException.ConnectionFailed.class);
    }

    @Test
    void aCloseEndsTheTryingOfAPolicyThatFails() throws Exception {
        Faulty policy = new Faulty();
        Connection connection = engine.connect(ConnectionOptions.builder("127.0.0.1", closed.number())
                .reconnect(ReconnectOptions.DEFAULT.withPolicy(() -> policy)));
        assertThat(policy.asked.await(10, TimeUnit.SECONDS)).isTrue();
        await(connection.close());
    }

    @Test
    void aPolicyThatFailsToSayWhenOrThrowsAtWhatItHearsHoldsNothingUp() throws Exception {
        peer.opensConnection().dropsConnection();
        second.opensConnection();
        Connection connection = engine.connect(options(peer.uri())
                .reconnect(ReconnectOptions.DEFAULT
                        .withPolicy(Deaf::new)
                        .withAlternatives(List.of(PeerAddress.of("localhost", second.port())))));
        engine.awaitEvent("reconnected", connection);
        second.seesConnectionClose();
        await(connection.close());
    }

    private static final class Deaf implements ReconnectPolicy {
        @Override
        public Duration next() {
            throw new IllegalStateException("planted");
        }

        @Override
        public void reset() {
            throw new IllegalStateException("planted");
        }

        @Override
        public void onOpened(Connection connection) {
            throw new IllegalStateException("planted");
        }

        @Override
        public void onFailed(EngineException failure) {
            throw new IllegalStateException("planted");
        }

        @Override
        public boolean goesOn(boolean wasOpen) {
            throw new IllegalStateException("planted");
        }
    }
}
