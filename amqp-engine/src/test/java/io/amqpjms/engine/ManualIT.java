package io.amqpjms.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.message.AmqpMessage;
import io.amqpjms.engine.message.Body;
import io.amqpjms.engine.testing.BrokerCertificate;
import io.amqpjms.engine.testing.EmbeddedBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The snippets of {@code docs/ENGINE.md}, run against a broker. */
class ManualIT {
    @RegisterExtension
    final EmbeddedBroker broker = new EmbeddedBroker();

    @TempDir
    Path directory;

    private final Container container = Container.create();
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

    private String url() {
        return "amqp://127.0.0.1:" + broker.port();
    }

    private void say(String sentence) {
        said.add(sentence);
    }

    private void hears(String... sentences) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(said).contains(sentences));
    }

    @AfterEach
    void close() {
        container.close();
    }

    private void sendOne(String address, String text) throws Exception {
        Connection connection = container.connect(url(), new Handler() {});
        connection.openSender(address).send(AmqpMessage.of(text)).outcome().get(10, SECONDS);
        connection.close().get(10, SECONDS);
    }

    @Test
    void handlesEvents() throws Exception {
        String url = url();
        Handler handler = new Handler() {
            @Override
            public void onStarted(Event event) {
                say("The event loop has started");
            }

            @Override
            public void onConnectionOpened(Event event) {
                say("The connection is open");
            }
        };
        Connection connection = container.connect(url, handler);
        hears("The event loop has started", "The connection is open");
        assertThat(connection.opened()).isDone();
    }

    @Test
    void aContainerHasAnIdentityAndMayHaveAHandler() throws Exception {
        String url = url();
        Handler handler = new Handler() {
            @Override
            public void onConnectionOpened(Event event) {
                say(event.container().id() + " is connected to "
                        + event.connection().peer());
            }
        };
        try (Container processor = Container.create("job-processor-3", handler)) {
            Connection connection = processor.connect(url);
            connection.opened().get(10, SECONDS);
        }
        hears("job-processor-3 is connected to " + url);
        assertThat(UUID.fromString(container.id())).as("made up").isNotNull();
    }

    @Test
    void anEventHasWhatItIsAbout() throws Exception {
        sendOne("jobs", "dig");
        BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
        Connection connection = container.connect(url(), new Handler() {
            @Override
            public void onMessage(Event event) {
                seen.addAll(List.of(event.container(), event.connection(), event.session()));
                seen.addAll(List.of(event.receiver(), event.delivery(), event.message()));
                say("sender: " + event.sender() + ", tracker: " + event.tracker());
            }
        });
        Receiver receiver = connection.openReceiver("jobs");
        hears("sender: null, tracker: null");
        assertThat(seen).hasSize(6).contains(container, connection, connection.defaultSession(), receiver);
    }

    @Test
    void connectsOverTls() throws Exception {
        BrokerCertificate certificate = BrokerCertificate.in(directory);
        try (EmbeddedBroker secure = new EmbeddedBroker()
                .withAcceptorOptions(certificate.acceptorOptions())
                .start()) {
            String url = "amqps://localhost:" + secure.port();
            Path authorities = certificate.pem();
            TlsFiles trust = new TlsFiles(null, null, null, TlsFiles.Store.of(authorities, null), false, "TLS");
            ConnectionOptions options = ConnectionOptions.builder(url)
                    .tls(new TlsOptions(trust, true))
                    .build();
            container.connect(options).opened().get(10, SECONDS);
        }
    }

    @Test
    void sendsAMessageWhenThereIsCredit() throws Exception {
        String url = url();
        Connection connection = container.connect(url, new Handler() {
            @Override
            public void onSendable(Event event) {
                event.sender().send(AmqpMessage.of("Hello World!"));
                event.sender().close();
                event.connection().close();
            }
        });
        connection.openSender("examples");
        connection.closed().get(10, SECONDS);
        await().untilAsserted(() -> assertThat(broker.messageCount("examples")).isPositive());
    }

    @Test
    void tracksSentMessages() throws Exception {
        Connection connection = container.connect(url(), new Handler() {
            @Override
            public void onAccepted(Event event) {
                say("Delivery of " + event.tracker().size() + " bytes is accepted");
            }

            @Override
            public void onRejected(Event event) {
                say("The delivery is rejected");
            }
        });
        connection.openSender("jobs").send(AmqpMessage.of("job"));
        await().untilAsserted(() -> assertThat(said).anyMatch(sentence -> sentence.endsWith("is accepted")));
    }

    @Test
    void receivesMessages() throws Exception {
        sendOne("jobs", "dig");
        Connection connection = container.connect(url(), new Handler() {
            @Override
            public void onMessage(Event event) {
                Body.Value body = (Body.Value) event.message().body();
                say("Received " + body.value());
            }
        });
        connection.openReceiver("jobs");
        hears("Received dig");
    }

    @Test
    void acknowledgesByHand() throws Exception {
        sendOne("jobs", "bad");
        Connection connection = container.connect(url(), new Handler() {
            @Override
            public void onMessage(Event event) {
                try {
                    process(event.message());
                    event.delivery().accept();
                } catch (IllegalArgumentException invalid) {
                    event.delivery().reject("amqp:decode-error", invalid.getMessage());
                }
            }
        });
        ReceiverOptions byHand =
                new ReceiverOptions("worker", Source.of("jobs"), Target.of("worker"), false, List.of(), 10, false);
        connection.openSession().openReceiver(byHand, null);
        await().untilAsserted(() -> assertThat(broker.messageCount("DLQ")).isEqualTo(1));
    }

    private static void process(AmqpMessage message) {
        throw new IllegalArgumentException("This is no job: " + message.body());
    }

    @Test
    void connectsAgainAsTheUserWants() throws Exception {
        ConnectionOptions never =
                ConnectionOptions.builder(url()).reconnect(ReconnectOptions.OFF).build();
        ConnectionOptions steadily = ConnectionOptions.builder(url())
                .reconnect(ReconnectOptions.DEFAULT.withPolicy(() -> new ReconnectPolicy() {
                    @Override
                    public Duration next() {
                        return Duration.ofMillis(100);
                    }

                    @Override
                    public void reset() {
                        // The delay is the same each time.
                    }
                }))
                .build();
        Connection fragile = container.connect(never);
        Connection steady = container.connect(steadily);
        fragile.opened().get(10, SECONDS);
        steady.opened().get(10, SECONDS);
        broker.restart();
        assertThat(fragile.closed()).failsWithin(Duration.ofSeconds(10));
        steady.openSender("examples")
                .send(AmqpMessage.of("still here"))
                .outcome()
                .get(10, SECONDS);
    }

    @Test
    void failsOverToAnotherPeer() throws Exception {
        ConnectionOptions options = ConnectionOptions.builder("amqp://127.0.0.1:1")
                .reconnect(ReconnectOptions.DEFAULT.withAlternatives(
                        List.of(PeerAddress.of("127.0.0.1", 2), PeerAddress.of("127.0.0.1", broker.port()))))
                .build();
        container.connect(options).opened().get(10, SECONDS);
    }

    @Test
    void logsInWithUserAndPassword() throws Exception {
        try (EmbeddedBroker guarded =
                new EmbeddedBroker().withUser("alice", "secret").start()) {
            String url = "amqp://127.0.0.1:" + guarded.port();
            ConnectionOptions options = ConnectionOptions.builder(url)
                    .sasl(SaslOptions.user("alice", Secret.of("secret")))
                    .build();
            container.connect(options).opened().get(10, SECONDS);
        }
    }

    @Test
    void choosesTheMechanismOrNone() throws Exception {
        ConnectionOptions anonymous = ConnectionOptions.builder(url())
                .sasl(SaslOptions.anonymous().withMechanisms(List.of("ANONYMOUS")))
                .build();
        ConnectionOptions withoutSasl =
                ConnectionOptions.builder(url()).sasl(SaslOptions.off()).build();
        container.connect(anonymous).opened().get(10, SECONDS);
        container.connect(withoutSasl).opened().get(10, SECONDS);
    }

    @Test
    void readsTheConnectionFile() throws Exception {
        Path file = directory.resolve("connect.json");
        Files.writeString(file, "{ \"scheme\": \"amqp\", \"host\": \"127.0.0.1\", \"port\": " + broker.port() + " }");
        ConnectionOptions options = ConnectionOptions.fromConnectFile(file).build();
        container.connect(options).opened().get(10, SECONDS);
    }
}
