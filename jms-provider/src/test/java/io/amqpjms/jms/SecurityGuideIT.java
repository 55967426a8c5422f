package io.amqpjms.jms;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.Container;
import io.amqpjms.engine.Credentials;
import io.amqpjms.engine.Secret;
import io.amqpjms.engine.testing.Certificates;
import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.engine.testing.JaasEntries;
import io.amqpjms.engine.testing.Kdc;
import io.amqpjms.engine.testing.SaslServer;
import io.amqpjms.engine.testing.TokenServer;
import jakarta.jms.JMSContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippets of {@code docs/SECURITY-GUIDE.md}, each run against a server that wants what it shows. */
class SecurityGuideIT {

    @TempDir
    Path directory;

    private static void connects(AmqpConnectionFactory factory) {
        try (JMSContext context = factory.createContext()) {
            context.createProducer().send(context.createTemporaryQueue(), "hello");
        }
    }

    private String authority() throws Exception {
        return Certificates.pem(directory, Certificates.AUTHORITY.getCertificatePEM())
                .toString();
    }

    private String tls() throws Exception {
        return "sslEnabled=true;keyStoreType=PKCS12;keyStorePath="
                + Certificates.keyStore(directory, "PKCS12", Certificates.SERVER) + ";keyStorePassword="
                + Certificates.PASSWORD;
    }

    private EmbeddedBroker withTls() throws Exception {
        return new EmbeddedBroker()
                .withUser("alice", "s3cret")
                .withAcceptorOptions("saslMechanisms=PLAIN;" + tls())
                .start();
    }

    @Test
    void encryptsAndLogsInWithAPassword() throws Exception {
        try (EmbeddedBroker broker = withTls()) {
            String url = "amqps://localhost:" + broker.port();
            String authority = authority();
            String password = "s3cret";
            AmqpConnectionFactory factory = new AmqpConnectionFactory("alice", password, url);
            factory.setOption("transport.trustStoreLocation", authority);
            connects(factory);
        }
    }

    @Test
    void showsACertificate() throws Exception {
        try (JaasEntries entries = JaasEntries.certificate(directory, "alice", "CN=alice, O=test")
                        .install();
                EmbeddedBroker broker = new EmbeddedBroker()
                        .withLoginsBy("broker")
                        .withAcceptorOptions("saslMechanisms=EXTERNAL;needClientAuth=true;trustStoreType=PKCS12;"
                                + "trustStorePath="
                                + Certificates.trustStore(directory, "PKCS12", Certificates.AUTHORITY)
                                + ";trustStorePassword=" + Certificates.PASSWORD + ";" + tls())
                        .start()) {
            AmqpConnectionFactory factory = new AmqpConnectionFactory("amqps://localhost:" + broker.port());
            String authority = authority();
            String certificate = Certificates.pem(directory, Certificates.CLIENT.getCertificatePathPEM())
                    .toString();
            String key = Certificates.pem(directory, Certificates.CLIENT.getPrivateKeyPEM())
                    .toString();
            factory.setOption("transport.trustStoreLocation", authority);
            factory.setOption("transport.keyStoreLocation", certificate);
            factory.setOption("transport.keyLocation", key);
            factory.setOption("amqp.saslMechanisms", "EXTERNAL");
            connects(factory);
        }
    }

    @Test
    void choosesTheMechanismOrNone() throws Exception {
        try (EmbeddedBroker broker = new EmbeddedBroker().start()) {
            AmqpConnectionFactory factory = new AmqpConnectionFactory("amqp://localhost:" + broker.port());
            factory.setOption("amqp.saslMechanisms", "ANONYMOUS");
            connects(factory);
            factory = new AmqpConnectionFactory("amqp://localhost:" + broker.port());
            factory.setOption("amqp.saslLayer", "false");
            connects(factory);
        }
    }

    @Test
    void usesKerberos() throws Exception {
        try (Kdc kdc = new Kdc(directory);
                JaasEntries entries = kdc.forBroker()
                        .with("amqp-jms-client", kdc.login("alice"))
                        .install();
                EmbeddedBroker broker = new EmbeddedBroker()
                        .withLoginsBy("broker")
                        .withAcceptorOptions("saslMechanisms=GSSAPI;saslLoginConfigScope=acceptor")
                        .start()) {
            AmqpConnectionFactory factory = new AmqpConnectionFactory("amqp://localhost:" + broker.port());
            factory.setOption("amqp.saslMechanisms", "GSSAPI");
            connects(factory);
        }
    }

    @Test
    void getsTokensFromAServer() throws Exception {
        try (TokenServer tokens = new TokenServer("cl1ent-s3cret", Duration.ofHours(1));
                SaslServer server = SaslServer.bearer(tokens::isGood)) {
            AmqpConnectionFactory factory = new AmqpConnectionFactory("amqp://localhost:" + server.port());
            String tokenUri = tokens.uri().toString();
            String clientSecret = "cl1ent-s3cret";
            factory.setOption("amqp.oauthTokenUri", tokenUri);
            factory.setOption("amqp.oauthClientId", "billing");
            factory.setOption("amqp.oauthClientSecret", clientSecret);
            factory.createConnection().close();
            assertThat(tokens.given()).isOne();
        }
    }

    @Test
    void asksTheApplicationForCredentials() throws Exception {
        try (EmbeddedBroker broker =
                new EmbeddedBroker().withUser("alice", "s3cret").start()) {
            AmqpConnectionFactory factory = new AmqpConnectionFactory("amqp://localhost:" + broker.port());
            Path file = Files.writeString(directory.resolve("password"), "s3cret");
            factory.setCredentialsProvider(peer -> Credentials.password(
                    "alice", Secret.of(Files.readString(file).strip())));
            connects(factory);
        }
    }

    @Test
    void readsTheConnectionFile() throws Exception {
        try (EmbeddedBroker broker = withTls();
                Container container = Container.create()) {
            Path file = Files.writeString(directory.resolve("connect.json"), """
                    {
                      "host": "localhost", "port": %d, "user": "alice", "password": "s3cret",
                      "sasl": { "mechanisms": ["SCRAM-SHA-256", "PLAIN"] },
                      "tls": { "ca": "%s" }
                    }
                    """.formatted(broker.port(), authority()));
            AmqpConnectionFactory factory = AmqpConnectionFactory.fromConnectFile(file);
            connects(factory);
            ConnectionOptions options = ConnectionOptions.fromConnectFile(file).build();
            container.connect(options).opened().get(10, SECONDS);
        }
    }
}
