package io.amqpjms.jms.interop;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.Container;
import io.amqpjms.engine.Event;
import io.amqpjms.engine.Handler;
import io.amqpjms.engine.message.Body;
import io.amqpjms.engine.testing.BrokerCertificate;
import io.amqpjms.engine.testing.EmbeddedBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One {@code connect.json} drives Debian's Python client and the engine, to the same broker. */
class ConnectFileIT {
    @TempDir
    static Path directory;

    private static BrokerCertificate certificate;

    @BeforeAll
    static void prepare() throws Exception {
        ForeignClient.of("Python");
        certificate = BrokerCertificate.in(directory);
    }

    @Test
    void bothConnectInClearTextWithUserAndPassword() throws Exception {
        try (EmbeddedBroker broker =
                new EmbeddedBroker().withUser("alice", "s3cret").start()) {
            exchangeOneMessage("""
                    {
                      /* where */
                      "scheme": "amqp", "host": "127.0.0.1", "port": %d,
                      // who
                      "user": "alice", "password": "s3cret",
                      "sasl": { "mechanisms": ["PLAIN"], "allow_insecure": true, "enabled": true }
                    }
                    """.formatted(broker.port()));
        }
    }

    @Test
    void bothConnectByTlsAndTrustTheSameAuthority() throws Exception {
        try (EmbeddedBroker broker = new EmbeddedBroker()
                .withUser("alice", "s3cret")
                .withAcceptorOptions(certificate.acceptorOptions())
                .start()) {
            exchangeOneMessage("""
                    {
                      "host": "localhost", "port": "%d", "user": "alice", "password": "s3cret",
                      "sasl": { "mechanisms": "PLAIN" },
                      "tls": { "ca": "%s", "verify": true }
                    }
                    """.formatted(broker.port(), certificate.pem()));
        }
    }

    @Test
    void bothConnectByTlsWithoutCheckingIfToldSo() throws Exception {
        try (EmbeddedBroker broker = new EmbeddedBroker()
                .withAcceptorOptions(certificate.acceptorOptions())
                .start()) {
            exchangeOneMessage("""
                    {
                      "scheme": "amqps", "host": "localhost", "port": %d,
                      "sasl": { "mechanisms": ["ANONYMOUS"] },
                      "tls": { "verify": false }
                    }
                    """.formatted(broker.port()));
        }
    }

    private static void exchangeOneMessage(String json) throws Exception {
        Path file = Files.writeString(directory.resolve("connect.json"), json);
        String program = Path.of(
                        ConnectFileIT.class.getResource("/interop/connect.py").toURI())
                .toString();
        ForeignClient.Run.of(List.of(
                        "/usr/bin/env",
                        "MESSAGING_CONNECT_FILE=" + file,
                        "/usr/bin/python3",
                        "-B",
                        program,
                        "greetings",
                        "Hello from Python"))
                .lines();
        BlockingQueue<Object> received = new LinkedBlockingQueue<>();
        try (Container container = Container.create()) {
            container
                    .connect(ConnectionOptions.fromConnectFile(file).build(), new Handler() {
                        @Override
                        public void onMessage(Event event) {
                            received.add(((Body.Value) event.message().body()).value());
                        }
                    })
                    .openReceiver("greetings");
            assertThat(received.poll(10, SECONDS)).isEqualTo("Hello from Python");
        }
    }
}
