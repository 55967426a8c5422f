package io.amqpjms.engine.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.apache.qpid.protonj2.test.driver.ProtonTestClient;
import org.apache.qpid.protonj2.test.driver.codec.transport.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ScriptedPeerTest {

    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer();

    @Test
    void peerKeepsWhatTheClientSent() throws Exception {
        peer.opensConnectionAndSession()
                .attachesSender("orders")
                .grantsCredit(1)
                .acceptsNextSend()
                .seesConnectionClose();

        try (ProtonTestClient client = clientOf(peer)) {
            client.expectAttach();
            client.expectFlow().withLinkCredit(1);
            client.remoteTransfer()
                    .withDeliveryId(0)
                    .withPayload("hello".getBytes(UTF_8))
                    .queue();
            client.expectDisposition().withSettled(true).withState().accepted();
            client.remoteClose().queue();
            client.expectClose();
            client.remoteAttach()
                    .ofSender()
                    .withName("link")
                    .withTarget()
                    .withAddress("orders")
                    .and()
                    .now();
            client.waitForScriptToComplete(5);
        }

        peer.seesAll();
        assertThat(peer.sends()).singleElement().isEqualTo("hello".getBytes(UTF_8));
    }

    @Test
    void peerSendsWhenItHasCredit() throws Exception {
        peer.opensConnectionAndSession()
                .attachesReceiver("orders")
                .seesCredit(10)
                .sendsText("one")
                .sendsText("two")
                .seesAccepted();

        try (ProtonTestClient client = clientOf(peer)) {
            client.expectAttach();
            client.remoteFlow().withLinkCredit(10).queue();
            client.expectTransfer().withDeliveryId(0);
            client.expectTransfer().withDeliveryId(1);
            client.remoteDisposition()
                    .withRole(Role.RECEIVER)
                    .withFirst(0)
                    .withLast(1)
                    .withSettled(true)
                    .withState()
                    .accepted()
                    .queue();
            client.remoteAttach()
                    .ofReceiver()
                    .withName("link")
                    .withSource()
                    .withAddress("orders")
                    .and()
                    .now();
            peer.seesAll();
        }
    }

    @Test
    void droppedClientMayComeBack() throws Exception {
        peer.opensConnectionAndSession().dropsConnection().opensConnectionAndSession();

        try (ProtonTestClient first = clientOf(peer);
                ProtonTestClient second = clientOf(peer)) {
            peer.seesAll();
            assertThat(first.getPerformativeCount()).isEqualTo(2);
            assertThat(second.getPerformativeCount()).isEqualTo(2);
        }
    }

    @Test
    void peerIsHeardBeforeTheClient() {
        assertThat(Rehearsal.failuresOf(BreaksScript.class))
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .hasMessageContaining("Begin")
                        .hasSuppressedException(new IllegalStateException("the client's own complaint")));
    }

    @Test
    void failureThatIsNotThePeersStaysTheTestsOwn() {
        assertThat(Rehearsal.failuresOf(FailsOnItsOwn.class))
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("the test's own complaint"));
    }

    @Test
    void unplayedScriptFailsTheTest() {
        assertThat(Rehearsal.failuresOf(NeverComes.class))
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("Timed out waiting for scripted expectations"));
    }

    private static ProtonTestClient clientOf(ScriptedPeer peer) throws IOException {
        ProtonTestClient client = new ProtonTestClient();
        client.queueClientSaslAnonymousConnect();
        client.remoteOpen().withContainerId("client").queue();
        client.expectOpen();
        client.connect("localhost", peer.port());
        client.waitForScriptToComplete(5);
        // A peer that drops the line after the begin would otherwise break the connect that is not back yet.
        client.expectBegin();
        client.remoteBegin().now();
        client.waitForScriptToComplete(5);
        return client;
    }

    static class BreaksScript {

        @RegisterExtension
        final ScriptedPeer peer = new ScriptedPeer();

        @Test
        void sendsBeginWhereTheScriptHasClose() throws Exception {
            peer.opensConnection().seesConnectionClose();
            try (ProtonTestClient client = new ProtonTestClient()) {
                client.queueClientSaslAnonymousConnect();
                client.remoteOpen().withContainerId("client").queue();
                client.expectOpen();
                client.remoteBegin().queue();
                client.connect("localhost", peer.port());
                assertThatThrownBy(peer::seesAll).hasMessageContaining("Begin");
            }
            throw new IllegalStateException("the client's own complaint");
        }
    }

    static class FailsOnItsOwn {

        @RegisterExtension
        final ScriptedPeer peer = new ScriptedPeer();

        @Test
        void failsWithAScriptStillToPlay() throws Exception {
            peer.opensConnectionAndSession().seesConnectionClose();
            try (ProtonTestClient client = clientOf(peer)) {
                throw new IllegalStateException("the test's own complaint");
            }
        }
    }

    static class NeverComes {

        @RegisterExtension
        final ScriptedPeer peer = new ScriptedPeer();

        @Test
        void neverConnects() {
            peer.opensConnection();
            assertThat(peer.sends()).isEmpty();
        }
    }
}
