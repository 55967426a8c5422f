package io.amqpjms.engine;

import static io.amqpjms.engine.EngineFixture.await;
import static io.amqpjms.engine.EngineFixture.options;

import io.amqpjms.engine.testing.ScriptedPeer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Links at a node that the peer made for a link of another session, which may end and come back alone. */
class NodeOnOtherSessionTest {
    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @RegisterExtension
    final ScriptedPeer second = new ScriptedPeer();

    @RegisterExtension
    final EngineFixture engine = new EngineFixture();

    private Connection connect() {
        PeerAddress next = PeerAddress.of("localhost", second.port());
        return engine.connect(options(peer.uri()).reconnect(ReconnectOptions.DEFAULT.withAlternatives(List.of(next))));
    }

    private static Sender maker(Session session) {
        SenderOptions plain = SenderOptions.to("maker", "any");
        Target dynamic = Target.dynamicNode(Map.of());
        return session.openSender(
                new SenderOptions("maker", plain.source(), dynamic, false, List.of(), Duration.ZERO), null);
    }

    private void endsTheMakersSessionBeforeItHasTheNode() {
        second.opensConnectionAndSession();
        second.driver().expectAttach().ofSender();
        second.driver().expectBegin().respond();
        second.driver()
                .remoteEnd()
                .withErrorCondition("amqp:internal-error", "busy")
                .onChannel(0)
                .queue();
        second.driver().expectEnd().onChannel(0);
    }

    @Test
    void aReceiverWaitsForTheNodeOfASessionThatEndsAndComesBack() {
        peer.opensConnectionAndSession().makesNode("node-1").opensSession();
        peer.attachesReceiver("node-1").seesCredit(10).dropsConnection();
        endsTheMakersSessionBeforeItHasTheNode();
        second.opensSession().makesNode("node-2").attachesReceiver("node-2").seesCredit(10);
        Connection connection = connect();
        Sender maker = await(maker(connection.openSession()).opened());
        connection
                .openSession()
                .openReceiver(ReceiverOptions.from("in", "node-1").withNodeOf(maker), null);
        second.seesAll();
    }
}
