package io.amqpjms.engine.network;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.Container;
import io.amqpjms.engine.message.AmqpMessage;
import io.amqpjms.engine.testing.FaultProxy;
import io.amqpjms.engine.testing.Faults;
import io.amqpjms.engine.testing.PeerScript;
import java.time.Duration;
import org.apache.qpid.protonj2.test.driver.ProtonTestPeer;
import org.apache.qpid.protonj2.test.driver.ProtonTestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A line to a peer that keeps to its script ends after a byte, each of them in turn: no caller hangs, and nothing is left behind.
 */
@Timeout(value = 5, unit = MINUTES)
class CutScriptedLineIT {
    @RegisterExtension
    final FaultProxy proxy = new FaultProxy(() -> 0);

    /** A peer for one conversation. */
    private static final class Peer extends PeerScript implements AutoCloseable {
        private final ProtonTestServer server = new ProtonTestServer();

        @Override
        public ProtonTestPeer driver() {
            return server;
        }

        int start() {
            server.start();
            return server.getServerURI().getPort();
        }

        @Override
        public void close() {
            server.close();
        }
    }

    private static void script(PeerScript peer, String address) {
        peer.opensConnectionAndSession()
                .attachesReceiver(address)
                .seesCredit(10)
                .attachesSender(address)
                .grantsCredit(10)
                .acceptsNextSends(Conversation.TEXTS.size() + 1);
        Conversation.TEXTS.forEach(
                text -> peer.sendsMessage(AmqpMessage.of(text).encode()));
        peer.seesAccepted().seesLinkClose().seesLinkClose().seesSessionEnd().seesConnectionClose();
    }

    @Test
    void lineCutAfterAByteHangsNobodyAndLeavesNothing() throws Exception {
        try (Container container = Container.create("conversation")) {
            int cuts = Cuts.make(proxy, Faults.NONE::cutAfter, 1, 16, (line, name) -> {
                try (Peer peer = new Peer()) {
                    script(peer, name);
                    line.to(peer.start());
                    Conversation conversation = new Conversation(name, Duration.ofSeconds(5));
                    conversation.holdSimply(container, line.port());
                    assertThat(conversation.closesTold()).isEqualTo(4);
                }
            });
            assertThat(cuts).isGreaterThan(2_100);
            await().untilAsserted(() -> assertThat(proxy.lineCount()).isZero());
        }
    }
}
