package io.amqpjms.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import org.apache.qpid.protonj2.test.driver.ProtonTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddedBrokerTest {

    @RegisterExtension
    final EmbeddedBroker broker = new EmbeddedBroker();

    @Test
    void strangerMaySendToAQueueNobodyMade() throws Exception {
        try (ProtonTestClient client = new ProtonTestClient()) {
            client.queueClientSaslAnonymousConnect();
            send(client, "fresh");
        }
        await().untilAsserted(() -> assertThat(broker.messageCount("fresh")).isEqualTo(1));
    }

    @Test
    void onlyTheRightPasswordComesIn() throws Exception {
        try (EmbeddedBroker guarded =
                new EmbeddedBroker().withUser("alice", "right").start()) {
            try (ProtonTestClient client = new ProtonTestClient()) {
                client.queueClientSaslPlainConnect("alice", "right");
                send(client, "mail", guarded.port());
            }
            try (ProtonTestClient client = new ProtonTestClient()) {
                client.queueClientSaslPlainConnect("alice", "wrong");
                assertThatThrownBy(() -> send(client, "mail", guarded.port())).isInstanceOf(AssertionError.class);
            }
            await().untilAsserted(() -> assertThat(guarded.messageCount("mail")).isEqualTo(1));
        }
    }

    @Test
    void guestNeedsNoPasswordBesideUsers() throws Exception {
        try (EmbeddedBroker guarded =
                new EmbeddedBroker().withUser("alice", "right").withGuest().start()) {
            try (ProtonTestClient client = new ProtonTestClient()) {
                client.queueClientSaslAnonymousConnect();
                send(client, "mail", guarded.port());
            }
            try (ProtonTestClient client = new ProtonTestClient()) {
                client.queueClientSaslPlainConnect("alice", "wrong");
                assertThatThrownBy(() -> send(client, "mail", guarded.port())).isInstanceOf(AssertionError.class);
            }
            await().untilAsserted(() -> assertThat(guarded.messageCount("mail")).isEqualTo(1));
        }
    }

    @Test
    void persistentMessagesOutliveARestartOnTheSamePort() throws Exception {
        try (EmbeddedBroker durable = new EmbeddedBroker().persistent().start()) {
            int port = durable.port();
            try (ProtonTestClient client = new ProtonTestClient()) {
                client.queueClientSaslAnonymousConnect();
                send(client, "kept", port);
            }
            durable.restart();
            assertThat(durable.port()).isEqualTo(port);
            await().untilAsserted(() -> assertThat(durable.messageCount("kept")).isEqualTo(1));
        }
    }

    @Test
    void killedBrokerCutsTheLineAndMayComeBack() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), broker.port())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(new byte[] {'A', 'M', 'Q', 'P', 3, 1, 0, 0});
            InputStream in = socket.getInputStream();
            assertThat(in.readNBytes(8)).startsWith('A', 'M', 'Q', 'P');

            broker.kill();

            assertThat(endOf(in)).isTrue();
        }
        broker.start();
        try (ProtonTestClient client = new ProtonTestClient()) {
            client.queueClientSaslAnonymousConnect();
            send(client, "again");
        }
        await().untilAsserted(() -> assertThat(broker.messageCount("again")).isEqualTo(1));
    }

    // A cut line shows as an end or as a reset, as the kernel pleases.
    private static boolean endOf(InputStream in) {
        try {
            in.readAllBytes();
            return true;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private void send(ProtonTestClient client, String queue) throws IOException {
        send(client, queue, broker.port());
    }

    private static void send(ProtonTestClient client, String queue, int port) throws IOException {
        client.remoteOpen().withContainerId("client").queue();
        client.expectOpen();
        client.remoteBegin().queue();
        client.expectBegin();
        client.remoteAttach()
                .ofSender()
                .withName("link")
                .withSource()
                .also()
                .withTarget()
                .withAddress(queue)
                .and()
                .withInitialDeliveryCount(0)
                .queue();
        client.expectAttach();
        client.expectFlow();
        client.remoteTransfer()
                .withDeliveryId(0)
                .withHeader()
                .withDurability(true)
                .also()
                .withBody()
                .withString("hello")
                .also()
                .queue();
        client.expectDisposition().withSettled(true).withState().accepted();
        client.connect("127.0.0.1", port);
        client.waitForScriptToComplete(10);
    }
}
