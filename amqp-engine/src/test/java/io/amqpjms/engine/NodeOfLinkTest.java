package io.amqpjms.engine;

import static io.amqpjms.engine.EngineFixture.await;
import static io.amqpjms.engine.EngineFixture.failureOf;
import static io.amqpjms.engine.EngineFixture.options;
import static io.amqpjms.engine.EngineFixture.text;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.ScriptedPeer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Links at a node that the peer made for another link, which has another name on each line. */
class NodeOfLinkTest {
    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final ScriptedPeer second = new ScriptedPeer();

    @RegisterExtension
    final EngineFixture engine = new EngineFixture();

    private Session session;

    @BeforeEach
    void connect() {
        peer.opensConnectionAndSession();
        second.opensConnectionAndSession();
        Connection connection = engine.connect(options(peer.uri())
                .reconnect(ReconnectOptions.DEFAULT.withAlternatives(
                        List.of(PeerAddress.of("localhost", second.port())))));
        session = connection.openSession();
    }

    private Sender maker() {
        SenderOptions plain = SenderOptions.to("maker", "any");
        return session.openSender(
                new SenderOptions(
                        "maker", plain.source(), Target.dynamicNode(Map.of()), false, List.of(), Duration.ZERO),
                null);
    }

    private void aReceiverGetsItsMessageAtTheSecondNode() throws Exception {
        second.makesNode("node-2")
                .attachesReceiver("node-2")
                .seesCredit(10)
                .sendsMessage(text("a"))
                .seesAccepted();
        session.openReceiver(ReceiverOptions.from("in", "node-1").withNodeOf(maker()), null);
        assertThat(engine.messages.poll(10, SECONDS).payload()).isEqualTo(text("a"));
        second.seesAll();
    }

    @Test
    void aReceiverFollowsTheNodeToItsNewName() throws Exception {
        peer.makesNode("node-1").attachesReceiver("node-1").seesCredit(10).dropsConnection();
        aReceiverGetsItsMessageAtTheSecondNode();
    }

    @Test
    void aReceiverWaitsForTheNodeThatIsMadeWithTheNextTry() throws Exception {
        peer.makesNode("node-1").attachesReceiver("node-1").seesCredit(10).dropsConnection();
        second.driver().expectAttach().ofSender().reject(true, "amqp:internal-error", "busy");
        second.driver().expectDetach();
        aReceiverGetsItsMessageAtTheSecondNode();
    }

    @Test
    void aSenderFollowsTheNodeToItsNewName() {
        peer.makesNode("node-1").attachesSender("node-1").dropsConnection();
        second.makesNode("node-2").attachesSender("node-2").grantsCredit(1).acceptsNextSend();
        Sender sender = session.openSender(SenderOptions.to("out", "node-1").withNodeOf(maker()), null);
        assertThat(await(sender.send(text("a")).outcome())).isEqualTo(Outcome.ACCEPTED);
        second.seesAll();
    }

    @Test
    void aLinkEndsWithTheNodeThatIsNotMadeAgain() {
        peer.makesNode("node-1").attachesReceiver("node-1").seesCredit(10).dropsConnection();
        second.driver().expectAttach().ofSender().reject(true, "amqp:not-allowed", "no more nodes");
        second.driver().expectDetach();
        Receiver receiver =
                session.openReceiver(ReceiverOptions.from("in", "node-1").withNodeOf(maker()), null);
        assertThat(failureOf(receiver.closed(), EngineException.LinkFailed.class))
                .hasMessageContaining("no more nodes");
        second.seesAll();
    }
}
