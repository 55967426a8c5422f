package io.amqpjms.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.testing.BrokerCertificate;
import io.amqpjms.engine.testing.Certificates;
import io.amqpjms.engine.testing.EmbeddedBroker;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs each program of the package against a broker. */
class JmsExamplesIT {
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
    void aProgramBringsItsOwnBrokerWhereItIsGivenNone() throws Exception {
        RequestReply.run(out);
        assertThat(lines()).containsExactly("REPLY: HELLO");
        assertThat(broker.server().getTotalConnectionCount()).isZero();
    }

    @Test
    void aRequestIsAnswered() throws Exception {
        RequestReply.run(out, url());
        assertThat(lines()).containsExactly("REPLY: HELLO");
    }

    @Test
    void whatIsRolledBackComesAgainAndLeavesNothingBehind() throws Exception {
        Transacted.run(out, url());
        assertThat(lines()).containsExactly("ROLLBACK: no apples", "COMMIT: apples, second try");
        await().untilAsserted(() -> assertThat(broker.messageCount("orders")).isZero());
        assertThat(broker.messageCount("bills")).isOne();
        assertThat(broker.messageCount("parcels")).isOne();
    }

    @Test
    void aDurableSubscriberGetsWhatItMissed() throws Exception {
        DurableSubscription.run(out, url());
        assertThat(lines()).containsExactly("NEWS: while you were away");
    }

    @Test
    void aSharedSubscriptionSharesItsMessages() throws Exception {
        SharedSubscription.run(out, url());
        assertThat(lines()).containsExactly("WORKERS: all of 10", "AUDITOR: 10 of 10");
    }

    @Test
    void listenersShareTheirThreads() throws Exception {
        ListenerPool.run(out, url());
        assertThat(lines()).containsExactly("HEARD: 60 messages on at most 2 threads");
    }

    @Test
    void aReceiverOutlivesItsBroker() throws Exception {
        try (EmbeddedBroker other = new EmbeddedBroker().start()) {
            CompletableFuture<Void> running = CompletableFuture.runAsync(
                    () -> Failover.run(out, "2", url(), other.uri().toString()));
            Send.run(new PrintStream(new ByteArrayOutputStream(), true, UTF_8), url(), "alerts", "smoke");
            await().until(() -> printed.toString(UTF_8).contains("smoke"));
            broker.stop();
            Send.run(
                    new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
                    other.uri().toString(),
                    "alerts",
                    "fire");
            running.get(30, TimeUnit.SECONDS);
        }
        assertThat(lines()).containsExactly("CONNECTED", "ALERT: smoke", "LOST", "BACK", "ALERT: fire");
    }

    @Test
    void tlsTrustsWhatThePemFileSays(@TempDir Path directory) throws Exception {
        BrokerCertificate certificate = BrokerCertificate.in(directory);
        try (EmbeddedBroker secure = new EmbeddedBroker()
                .withAcceptorOptions(certificate.acceptorOptions())
                .start()) {
            String secureUrl = "amqps://localhost:" + secure.port();
            String stranger = Certificates.pem(directory, Certificates.AUTHORITY.getCertificatePEM())
                    .toString();
            Tls.run(out, secureUrl, certificate.pem().toString());
            assertThatThrownBy(() -> Tls.run(out, secureUrl, stranger)).hasMessageContaining("certificate");
        }
        assertThat(lines()).containsExactly("SENT: over TLS", "FAILED: amqpjms:tls");
    }

    @Test
    void tlsShowsACertificateWhereTheBrokerWantsOne(@TempDir Path directory) throws Exception {
        try (EmbeddedBroker secure = new EmbeddedBroker()
                .withAcceptorOptions("sslEnabled=true;needClientAuth=true;keyStoreType=PKCS12;keyStorePath="
                        + Certificates.keyStore(directory, "PKCS12", Certificates.SERVER) + ";keyStorePassword="
                        + Certificates.PASSWORD + ";trustStoreType=PKCS12;trustStorePath="
                        + Certificates.trustStore(directory, "PKCS12", Certificates.AUTHORITY)
                        + ";trustStorePassword=" + Certificates.PASSWORD)
                .start()) {
            Tls.run(
                    out,
                    "amqps://localhost:" + secure.port(),
                    Certificates.pem(directory, Certificates.AUTHORITY.getCertificatePEM())
                            .toString(),
                    Certificates.pem(directory, Certificates.CLIENT.getCertificatePathPEM())
                            .toString(),
                    Certificates.pem(directory, Certificates.CLIENT.getPrivateKeyPEM())
                            .toString());
        }
        assertThat(lines()).containsExactly("SENT: over TLS");
    }

    @Test
    void aDelayedMessageWaitsForItsTime() throws Exception {
        DelayedDelivery.run(out, url());
        assertThat(lines()).containsExactly("REMINDER: tea is ready, in time");
    }

    @Test
    void aLargeMessageComesIntact() throws Exception {
        LargeMessage.run(out, url());
        assertThat(lines()).containsExactly("FILM: 32 MiB, intact");
    }

    @Test
    void namesAreLookedUp() throws Exception {
        Jndi.run(out, url());
        assertThat(lines()).containsExactly("ORDER: pears");
        assertThat(broker.server().queueQuery(SimpleString.of("shop.orders")).isExists())
                .isTrue();
    }

    @Test
    void wrongArgumentsGetTheUsage() {
        assertThatThrownBy(() -> Failover.run(out, "1")).hasMessageStartingWith("Usage: Failover ");
        assertThatThrownBy(() -> Tls.run(out, "amqps://localhost")).hasMessageStartingWith("Usage: Tls ");
    }
}
