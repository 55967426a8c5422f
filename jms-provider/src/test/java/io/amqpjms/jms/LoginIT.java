package io.amqpjms.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.testing.Certificates;
import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.engine.testing.JaasEntries;
import io.amqpjms.engine.testing.Kdc;
import io.amqpjms.engine.testing.SaslServer;
import io.amqpjms.engine.testing.TokenServer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSSecurityException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each mechanism through the options of the provider: who is let in, and the exception of who is not. */
class LoginIT {

    @TempDir
    Path directory;

    private static AmqpConnectionFactory factory(String mechanism, int port) {
        AmqpConnectionFactory factory = new AmqpConnectionFactory("amqp://localhost:" + port);
        factory.setOption("amqp.saslMechanisms", mechanism);
        return factory;
    }

    private static void isLetIn(AmqpConnectionFactory factory) {
        try (JMSContext context = factory.createContext()) {
            var queue = context.createTemporaryQueue();
            context.createProducer().send(queue, "hello");
            assertThat(context.createConsumer(queue).receiveBody(String.class, 10_000))
                    .isEqualTo("hello");
        }
    }

    private static void isRefused(AmqpConnectionFactory factory, String why) {
        assertThatThrownBy(factory::createConnection)
                .isInstanceOf(JMSSecurityException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("s3cret")
                .hasMessageNotContaining("t0ken-");
    }

    private static AmqpConnectionFactory as(String mechanism, EmbeddedBroker broker, String user, String password) {
        AmqpConnectionFactory factory = factory(mechanism, broker.port());
        factory.setOption("jms.username", user);
        factory.setOption("jms.password", password);
        return factory;
    }

    private static void tellsUsersApart(String mechanism, EmbeddedBroker broker) {
        isLetIn(as(mechanism, broker, "alice", "s3cret"));
        isRefused(as(mechanism, broker, "alice", "wr0ng-s3cret"), "as user 'alice' with " + mechanism);
        isRefused(as(mechanism, broker, "mallory", "s3cret"), "as user 'mallory' with " + mechanism);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "OAUTHBEARER", "XOAUTH2"})
    void theRightSecretIsLetInAndAWrongOneIsNot(String mechanism) throws Exception {
        try (EmbeddedBroker broker = new EmbeddedBroker()
                .withUser("alice", "s3cret")
                .withAcceptorOptions("saslMechanisms=" + mechanism)
                .start()) {
            tellsUsersApart(mechanism, broker);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-256", "SCRAM-SHA-512"})
    void scramLetsTheRightPasswordInAndNoOther(String mechanism) throws Exception {
        try (JaasEntries entries =
                        JaasEntries.scram(directory, "alice", "s3cret").install();
                EmbeddedBroker broker = new EmbeddedBroker()
                        .withLoginsBy("broker")
                        .withAcceptorOptions("saslMechanisms=" + mechanism + ";saslLoginConfigScope=scram")
                        .start()) {
            tellsUsersApart(mechanism, broker);
        }
    }

    @Test
    void aGuestIsLetInAnonymouslyWhereThatIsOffered() throws Exception {
        try (EmbeddedBroker open = new EmbeddedBroker().start();
                EmbeddedBroker guarded = new EmbeddedBroker()
                        .withUser("alice", "s3cret")
                        .withAcceptorOptions("saslMechanisms=PLAIN")
                        .start()) {
            isLetIn(factory("ANONYMOUS", open.port()));
            isRefused(factory("ANONYMOUS", guarded.port()), "offers [PLAIN]");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-512", "OAUTHBEARER", "XOAUTH2", "EXTERNAL", "GSSAPI"})
    void aMechanismThatIsNotOfferedIsNamed(String mechanism) throws Exception {
        try (EmbeddedBroker broker = new EmbeddedBroker()
                .withUser("alice", "s3cret")
                .withAcceptorOptions("saslMechanisms=PLAIN")
                .start()) {
            isRefused(as(mechanism, broker, "alice", "s3cret"), "offers [PLAIN], allowed here are [" + mechanism + "]");
        }
    }

    @Test
    void aCertificateIsALogin() throws Exception {
        try (JaasEntries entries = JaasEntries.certificate(directory, "alice", "CN=alice, O=test")
                        .install();
                EmbeddedBroker broker = new EmbeddedBroker()
                        .withLoginsBy("broker")
                        .withAcceptorOptions("saslMechanisms=EXTERNAL;" + mutualTls())
                        .start()) {
            AmqpConnectionFactory factory = new AmqpConnectionFactory("amqps://localhost:" + broker.port());
            factory.setOption("transport.trustStoreLocation", authority());
            factory.setOption(
                    "transport.keyStoreLocation",
                    Certificates.keyStore(directory, "PKCS12", Certificates.CLIENT, Certificates.RSA_CLIENT)
                            .toString());
            factory.setOption("transport.keyStorePassword", Certificates.PASSWORD);
            factory.setOption("transport.keyAlias", "key-1");
            isLetIn(factory);
            factory.setOption("transport.keyAlias", "key-2");
            assertThatThrownBy(factory::createConnection)
                    .as("somebody whom the broker trusts but does not know")
                    .isInstanceOf(JMSSecurityException.class);
        }
    }

    private String authority() throws Exception {
        return Certificates.pem(directory, Certificates.AUTHORITY.getCertificatePEM())
                .toString();
    }

    private String mutualTls() throws Exception {
        return "sslEnabled=true;needClientAuth=true;keyStoreType=PKCS12;keyStorePath="
                + Certificates.keyStore(directory, "PKCS12", Certificates.SERVER) + ";keyStorePassword="
                + Certificates.PASSWORD + ";trustStoreType=PKCS12;trustStorePath="
                + Certificates.trustStore(directory, "PKCS12", Certificates.AUTHORITY) + ";trustStorePassword="
                + Certificates.PASSWORD;
    }

    @Test
    void aKerberosTicketIsALogin() throws Exception {
        try (Kdc kdc = new Kdc(directory)) {
            kdc.knows("bob");
            kdc.changesPasswordOf("bob");
            try (JaasEntries entries = kdc.forBroker()
                            .with("alice", kdc.login("alice"))
                            .with("wrong password", kdc.login("bob"))
                            .install();
                    EmbeddedBroker broker = new EmbeddedBroker()
                            .withLoginsBy("broker")
                            .withAcceptorOptions("saslMechanisms=GSSAPI;saslLoginConfigScope=acceptor")
                            .start()) {
                AmqpConnectionFactory factory = factory("GSSAPI", broker.port());
                factory.setOption("sasl.options.configScope", "alice");
                isLetIn(factory);
                factory.setOption("sasl.options.serverName", "broker.nowhere.example");
                isRefused(factory, "No service creds");
                factory.setOption("sasl.options.configScope", "wrong password");
                isRefused(factory, "Run kinit");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-512"})
    void aServerThatForgesItsSignatureIsAnImpostor(String mechanism) throws Exception {
        try (SaslServer impostor = SaslServer.forging(mechanism)) {
            AmqpConnectionFactory factory = factory(mechanism, impostor.port());
            factory.setOption("jms.username", "alice");
            factory.setOption("jms.password", "s3cret");
            isRefused(factory, "it may be an impostor");
        }
    }

    @Test
    void aTokenIsFetchedAndLetsIn() throws Exception {
        try (TokenServer tokens = new TokenServer("cl1ent-s3cret", Duration.ofMinutes(5));
                SaslServer server = SaslServer.bearer(tokens::isGood)) {
            AmqpConnectionFactory factory = factory("OAUTHBEARER", server.port());
            factory.setOption("amqp.oauthTokenUri", tokens.uri().toString());
            factory.setOption("amqp.oauthClientId", "billing");
            factory.setOption("amqp.oauthClientSecret", "cl1ent-s3cret");
            factory.createConnection().close();
            assertThat(tokens.given()).isOne();
            factory.setOption("amqp.oauthClientSecret", "wr0ng-s3cret");
            isRefused(factory, "invalid_client");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"OAUTHBEARER", "XOAUTH2"})
    void anExpiredTokenIsRefusedWithWhatTheServerSays(String mechanism) throws Exception {
        Path file = Files.writeString(directory.resolve("token"), "t0ken-0f-yesterday");
        try (SaslServer server = SaslServer.bearer("t0ken-0f-today"::equals)) {
            AmqpConnectionFactory factory = factory(mechanism, server.port());
            factory.setOption("jms.username", "alice");
            factory.setOption("amqp.saslTokenFile", file.toString());
            isRefused(factory, "invalid_token");
            Files.writeString(file, "t0ken-0f-today");
            factory.createConnection().close();
        }
    }
}
