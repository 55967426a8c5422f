package io.amqpjms.jms;

import static io.amqpjms.engine.testing.Certificates.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.testing.Certificates;
import io.amqpjms.engine.testing.EmbeddedBroker;
import io.netty.pkitesting.X509Bundle;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Brokers behind TLS, as the options of a URI reach them. */
class TlsIT {

    private static final Path DIRECTORY = directory();

    @RegisterExtension
    static final EmbeddedBroker plain = new EmbeddedBroker();

    @RegisterExtension
    static final EmbeddedBroker secure = new EmbeddedBroker().withAcceptorOptions(serves(Certificates.SERVER));

    @RegisterExtension
    static final EmbeddedBroker mutual = new EmbeddedBroker()
            .withAcceptorOptions(
                    serves(Certificates.SERVER) + ";needClientAuth=true;trustStoreType=PKCS12;trustStorePath="
                            + trusted("PKCS12") + ";trustStorePassword=" + PASSWORD);

    private static Path directory() {
        try {
            Path made = Files.createTempDirectory("tls");
            made.toFile().deleteOnExit();
            return made;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String serves(X509Bundle server) {
        return "sslEnabled=true;keyStoreType=PKCS12;keyStorePath=" + keys("PKCS12", server) + ";keyStorePassword="
                + PASSWORD;
    }

    private static Path keys(String type, X509Bundle... owners) {
        try {
            return shortLived(Certificates.keyStore(DIRECTORY, type, owners));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path trusted(String type) {
        try {
            return shortLived(Certificates.trustStore(DIRECTORY, type, Certificates.AUTHORITY));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path pem(String... texts) {
        try {
            return shortLived(Certificates.pem(DIRECTORY, texts));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path shortLived(Path file) {
        file.toFile().deleteOnExit();
        return file;
    }

    private static void exchangesAMessage(AmqpConnectionFactory factory) {
        try (JMSContext context = factory.createContext()) {
            var queue = context.createTemporaryQueue();
            context.createProducer().send(queue, "over TLS");
            assertThat(context.createConsumer(queue).receiveBody(String.class, 10_000))
                    .isEqualTo("over TLS");
        }
    }

    private static AmqpConnectionFactory factory(String scheme, EmbeddedBroker broker) {
        return new AmqpConnectionFactory(scheme + "://localhost:" + broker.port());
    }

    @Test
    void aBrokerIsTrustedByAStore() {
        AmqpConnectionFactory factory = factory("amqps", secure);
        factory.setOption("transport.trustStoreLocation", trusted("JKS").toString());
        factory.setOption("transport.trustStorePassword", PASSWORD);
        factory.setOption("transport.storeType", "JKS");
        exchangesAMessage(factory);
        assertThat(factory.toString() + factory.getProperties()).doesNotContain(PASSWORD);
    }

    @Test
    void aBrokerIsTrustedByPem() {
        AmqpConnectionFactory factory = factory("amqps", secure);
        factory.setOption(
                "transport.trustStoreLocation",
                pem(Certificates.AUTHORITY.getCertificatePEM()).toString());
        exchangesAMessage(factory);
    }

    @Test
    void aBrokerIsReachedOverAWebSocketAndTls() {
        AmqpConnectionFactory factory = factory("amqpwss", secure);
        factory.setOption(
                "transport.trustStoreLocation",
                pem(Certificates.AUTHORITY.getCertificatePEM()).toString());
        exchangesAMessage(factory);
    }

    @Test
    void theSystemPropertiesNameTheDefaults() {
        System.setProperty("javax.net.ssl.trustStore", trusted("PKCS12").toString());
        System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
        try {
            exchangesAMessage(factory("amqps", secure));
        } finally {
            System.clearProperty("javax.net.ssl.trustStore");
            System.clearProperty("javax.net.ssl.trustStorePassword");
        }
    }

    @Test
    void eachSideShowsTheOtherACertificate() throws Exception {
        AmqpConnectionFactory factory = factory("amqps", mutual);
        factory.setOption(
                "transport.trustStoreLocation",
                pem(Certificates.AUTHORITY.getCertificatePEM()).toString());
        assertThatThrownBy(factory::createConnection).isInstanceOf(JMSException.class);
        factory.setOption(
                "transport.keyStoreLocation",
                keys("PKCS12", Certificates.ROGUE, Certificates.CLIENT).toString());
        factory.setOption("transport.keyStorePassword", PASSWORD);
        factory.setOption("transport.keyAlias", "key-2");
        exchangesAMessage(factory);
        factory.setOption("transport.keyAlias", "key-1");
        assertThatThrownBy(factory::createConnection).isInstanceOf(JMSException.class);
    }

    @Test
    void keyAndCertificateMayStandInFilesOfTheirOwn() throws Exception {
        AmqpConnectionFactory factory = factory("amqps", mutual);
        factory.setOption(
                "transport.trustStoreLocation",
                pem(Certificates.AUTHORITY.getCertificatePEM()).toString());
        factory.setOption(
                "transport.keyStoreLocation",
                pem(Certificates.CLIENT.getCertificatePathPEM()).toString());
        factory.setOption(
                "transport.keyLocation",
                pem(Certificates.encrypted(Certificates.CLIENT)).toString());
        factory.setOption("transport.keyStorePassword", PASSWORD);
        exchangesAMessage(factory);
    }

    @Test
    void aContextOfTheApplicationsOwnIsUsed() throws Exception {
        AmqpConnectionFactory factory = factory("amqps", mutual);
        factory.setSslContext(Certificates.context(Certificates.CLIENT));
        exchangesAMessage(factory);
    }

    @Test
    void aBrokerThatNobodyVouchesForIsRefusedUnlessAnyoneIsTrusted() {
        AmqpConnectionFactory factory = factory("amqps", secure);
        assertThatThrownBy(factory::createConnection)
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("CN=Test Authority")
                .hasMessageContaining("not trusted here");
        factory.setOption("transport.trustAll", "true");
        exchangesAMessage(factory);
    }

    @Test
    void versionsAndSuitesMayBeNamed() {
        AmqpConnectionFactory factory = factory("amqps", secure);
        factory.setOption("transport.trustAll", "true");
        factory.setOption("transport.enabledProtocols", "TLSv1.2");
        factory.setOption("transport.enabledCipherSuites", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");
        exchangesAMessage(factory);
        factory.setOption("transport.disabledProtocols", "TLSv1.2");
        assertThatThrownBy(factory::createConnection).hasMessageContaining("No TLS protocol is left");
    }

    @Test
    void tlsAndClearTextAreToldApart() {
        assertThatThrownBy(factory("amqps", plain)::createConnection)
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("speak TLS");
        assertThatThrownBy(factory("amqp", secure)::createConnection)
                .isInstanceOf(JMSException.class)
                .hasMessageContaining("amqps://");
    }
}
