package io.amqpjms.examples.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.testing.BrokerCertificate;
import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.engine.testing.ReservedPort;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class EngineExamplesIT {
    @RegisterExtension
    final EmbeddedBroker broker = new EmbeddedBroker();

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, UTF_8);

    private String url() {
        return broker.uri().toString();
    }

    private String[] lines() {
        return printed.toString(UTF_8).lines().toArray(String[]::new);
    }

    @Test
    void helloWorldComesBack() {
        HelloWorld.run(out, url(), "examples");
        assertThat(lines()).containsExactly("Hello World!");
    }

    @Test
    void whatSendSendsReceiveReceives() {
        Send.run(out, url(), "queue1", "hello");
        Send.run(out, url(), "queue1", "again");
        Receive.run(out, url(), "queue1", "2");
        assertThat(lines())
                .containsExactly(
                        "SEND: Opened sender for target address 'queue1'",
                        "SEND: Sent message 'hello'",
                        "SEND: Opened sender for target address 'queue1'",
                        "SEND: Sent message 'again'",
                        "RECEIVE: Received message 'hello'",
                        "RECEIVE: Received message 'again'");
    }

    @Test
    void eachMessageHasItsOutcome() {
        TrackOutcomes.run(out, url(), "jobs", "3");
        assertThat(lines()).hasSize(3).allSatisfy(line -> assertThat(line).startsWith("Accepted: a delivery of"));
        await().untilAsserted(() -> assertThat(broker.messageCount("jobs")).isEqualTo(3));
    }

    @Test
    void whatIsNoNumberIsRejected() {
        for (String body : new String[] {"1", "two", "3"}) {
            Send.run(new PrintStream(new ByteArrayOutputStream(), true, UTF_8), url(), "numbers", body);
        }
        AcknowledgeByHand.run(out, url(), "numbers", "3");
        assertThat(lines()).containsExactly("Rejected 'two'", "Sum: 4");
        await().until(() -> broker.messageCount("numbers") == 0);
    }

    @Test
    void aLostLineComesBack() throws Exception {
        CompletableFuture<Void> running = CompletableFuture.runAsync(() -> Reconnect.run(out, url(), "news", "1"));
        await().until(() -> broker.connectionCount() == 1);
        broker.restart();
        await().until(() -> printed.toString(UTF_8).contains("The line is back"));
        Send.run(new PrintStream(new ByteArrayOutputStream(), true, UTF_8), url(), "news", "at last");
        running.get(20, TimeUnit.SECONDS);
        assertThat(lines()).containsExactly("The line is lost", "The line is back", "Received 'at last'");
    }

    @Test
    void theFirstBrokerThatAnswersIsTaken() {
        try (ReservedPort closed = ReservedPort.reserve()) {
            Failover.run(out, "127.0.0.1:" + closed.number(), "127.0.0.1:" + broker.port());
        }
        assertThat(lines()).containsExactly("Trying the next broker", "Connected to amqp://127.0.0.1:" + broker.port());
    }

    @Test
    void tlsTrustsWhatTheFileSays(@TempDir Path directory) throws Exception {
        BrokerCertificate certificate = BrokerCertificate.in(directory);
        try (EmbeddedBroker secure = new EmbeddedBroker()
                .withAcceptorOptions(certificate.acceptorOptions())
                .start()) {
            String secureUrl = "amqps://localhost:" + secure.port();
            Tls.run(out, secureUrl, certificate.pem().toString());
            assertThat(lines()).containsExactly("Connected to " + secureUrl);
        }
    }

    @Test
    void loginNeedsTheRightPassword() throws Exception {
        try (EmbeddedBroker guarded =
                new EmbeddedBroker().withUser("alice", "secret").start()) {
            String guardedUrl = guarded.uri().toString();
            Login.run(out, guardedUrl, "alice", "secret");
            Login.run(out, guardedUrl, "alice", "secret", "PLAIN");
            assertThatThrownBy(() -> Login.run(out, guardedUrl, "alice", "wrong"))
                    .hasMessageContaining(String.valueOf(guarded.port()))
                    .hasMessageNotContaining("wrong");
            assertThat(lines()).containsExactly("Logged in as alice", "Logged in as alice");
        }
    }

    @Test
    void wrongArgumentsGetTheUsage() {
        assertThatThrownBy(() -> Send.run(out, "amqp://localhost")).hasMessageStartingWith("Usage: Send ");
        assertThatThrownBy(() -> Receive.run(out, "amqp://localhost", "q", "many"))
                .hasMessageContaining("many is no number")
                .hasMessageContaining("Usage: Receive ");
    }
}
