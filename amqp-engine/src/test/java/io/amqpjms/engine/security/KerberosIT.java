package io.amqpjms.engine.security;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.Container;
import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.KerberosOptions;
import io.amqpjms.engine.SaslOptions;
import io.amqpjms.engine.message.AmqpMessage;
import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.engine.testing.JaasEntries;
import io.amqpjms.engine.testing.Kdc;
import io.amqpjms.engine.testing.SaslServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GSSAPI at a real server, with tickets of a real KDC. */
class KerberosIT {
    @TempDir
    static Path directory;

    private static Kdc kdc;
    private static JaasEntries entries;
    private static EmbeddedBroker broker;

    private final Container container = Container.create();

    @BeforeAll
    static void startKdcAndBroker() throws Exception {
        kdc = new Kdc(directory);
        kdc.knows("bob");
        kdc.changesPasswordOf("bob");
        kdc.knows("mallory");
        kdc.forgets("mallory");
        entries = kdc.forBroker()
                .with("alice", kdc.login("alice"))
                .with("wrong password", kdc.login("bob"))
                .with("wrong user", kdc.login("mallory"))
                .install();
        broker = new EmbeddedBroker()
                .withLoginsBy("broker")
                .withAcceptorOptions("saslMechanisms=GSSAPI;saslLoginConfigScope=acceptor")
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        broker.close();
        entries.close();
        kdc.close();
    }

    @AfterEach
    void closeContainer() {
        container.close();
    }

    private static ConnectionOptions as(KerberosOptions kerberos) {
        return at(broker.uri().toString(), kerberos);
    }

    private static ConnectionOptions at(String url, KerberosOptions kerberos) {
        ConnectionOptions options = ConnectionOptions.builder(url)
                .sasl(SaslOptions.anonymous().withMechanisms(List.of("GSSAPI")).withKerberos(kerberos))
                .build();
        return options;
    }

    @Test
    void aKeytabIsLetIn() throws Exception {
        var connection = container.connect(as(new KerberosOptions("alice", "amqp", "localhost")));
        connection.opened().get(20, SECONDS);
        connection.openSender("orders").send(AmqpMessage.of("hello")).outcome().get(10, SECONDS);
        await().untilAsserted(() -> assertThat(broker.messageCount("orders")).isOne());
    }

    @Test
    void aServerThatTheKdcDoesNotKnowIsRefused() {
        isRefused(new KerberosOptions("alice", "amqp", "elsewhere"), "Kerberos refused");
    }

    @Test
    void aServerOfAnUnknownRealmIsRefused() {
        isRefused(new KerberosOptions("alice", "amqp", "broker.nowhere.example"), "No service creds");
    }

    @Test
    void aServerThatLetsEveryoneInIsAnImpostor() throws Exception {
        try (SaslServer impostor = SaslServer.openToAll("GSSAPI")) {
            ConnectionOptions options =
                    at("amqp://localhost:" + impostor.port(), new KerberosOptions("alice", "amqp", "localhost"));
            assertThatThrownBy(() -> container.connect(options).opened().get(20, SECONDS))
                    .cause()
                    .isInstanceOf(EngineException.LoginFailed.class)
                    .hasMessageContaining("before both had shown who they are");
        }
    }

    @Test
    void aUserWithoutTicketsIsToldToGetSome() {
        isRefused(new KerberosOptions("no such entry", "amqp", "localhost"), "kinit");
    }

    @Test
    void aWrongPasswordIsRefused() {
        isRefused(new KerberosOptions("wrong password", "amqp", "localhost"), "kinit");
    }

    @Test
    void aUserThatTheKdcDoesNotKnowIsRefused() {
        isRefused(new KerberosOptions("wrong user", "amqp", "localhost"), "kinit");
    }

    private void isRefused(KerberosOptions kerberos, String why) {
        assertThatThrownBy(() -> container.connect(as(kerberos)).opened().get(20, SECONDS))
                .cause()
                .isInstanceOf(EngineException.LoginFailed.class)
                .hasMessageContaining("GSSAPI")
                .hasMessageContaining(why);
    }
}
