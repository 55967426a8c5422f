package io.amqpjms.engine.security;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.Container;
import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.KerberosOptions;
import io.amqpjms.engine.SaslOptions;
import io.amqpjms.engine.message.AmqpMessage;
import io.amqpjms.engine.testing.EmbeddedBroker;
import java.io.File;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.spi.core.security.jaas.PropertiesLoginModule;
import org.apache.kerby.kerberos.kerb.server.SimpleKdcServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GSSAPI at a real server, with tickets of a real KDC. */
class KerberosIT {
    private static final String REALM = "TEST.LOCAL";
    private static final String CONFIGURATION = "java.security.krb5.conf";
    private static final String MODULE = "com.sun.security.auth.module.Krb5LoginModule";

    @TempDir
    static Path directory;

    private static SimpleKdcServer kdc;
    private static JaasEntries entries;
    private static EmbeddedBroker broker;

    private final Container container = Container.create();

    @BeforeAll
    static void startKdcAndBroker() throws Exception {
        startKdc();
        Path keys = directory.resolve("keytab");
        for (String principal : List.of("alice", "amqp/localhost")) {
            kdc.createPrincipal(principal, principal + " has a secret");
            kdc.exportPrincipal(principal, keys.toFile());
        }
        Files.writeString(directory.resolve("users"), "\n");
        Files.writeString(directory.resolve("roles"), "all = alice@" + REALM + "\n");
        entries = new JaasEntries()
                .with("alice", keytab("alice@" + REALM, true))
                .with("acceptor", keytab("amqp/localhost@" + REALM, false))
                .with("broker", brokerModule("Krb5LoginModule"), roles())
                .install();
        broker = new EmbeddedBroker()
                .withLoginsBy("broker")
                .withAcceptorOptions("saslMechanisms=GSSAPI;saslLoginConfigScope=acceptor")
                .start();
    }

    private static void startKdc() throws Exception {
        int port = freePort();
        kdc = new SimpleKdcServer();
        kdc.setWorkDir(directory.toFile());
        kdc.setKdcHost("127.0.0.1");
        kdc.setKdcRealm(REALM);
        kdc.setAllowUdp(false);
        kdc.setAllowTcp(true);
        kdc.setKdcTcpPort(port);
        kdc.init();
        kdc.start();
        File configuration = directory.resolve("krb5.conf").toFile();
        Files.writeString(configuration.toPath(), """
                [libdefaults]
                  default_realm = %1$s
                  udp_preference_limit = 1
                  dns_lookup_kdc = false
                  dns_lookup_realm = false
                  rdns = false
                [realms]
                  %1$s = {
                    kdc = 127.0.0.1:%2$d
                  }
                [domain_realm]
                  localhost = %1$s
                """.formatted(REALM, port));
        System.setProperty(CONFIGURATION, configuration.toString());
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static JaasEntries.Module keytab(String principal, boolean initiator) {
        return new JaasEntries.Module(
                MODULE,
                Map.of(
                        "useKeyTab", "true",
                        "keyTab", directory.resolve("keytab").toString(),
                        "principal", principal,
                        "storeKey", "true",
                        "doNotPrompt", "true",
                        "isInitiator", String.valueOf(initiator),
                        "refreshKrb5Config", "true"));
    }

    private static JaasEntries.Module brokerModule(String name) {
        return new JaasEntries.Module("org.apache.activemq.artemis.spi.core.security.jaas." + name, Map.of());
    }

    private static JaasEntries.Module roles() {
        return new JaasEntries.Module(
                PropertiesLoginModule.class.getName(),
                Map.of(
                        "baseDir",
                        directory.toString(),
                        "org.apache.activemq.jaas.properties.user",
                        "users",
                        "org.apache.activemq.jaas.properties.role",
                        "roles"));
    }

    @AfterAll
    static void stop() throws Exception {
        broker.close();
        entries.close();
        kdc.stop();
        System.clearProperty(CONFIGURATION);
    }

    @AfterEach
    void closeContainer() {
        container.close();
    }

    private ConnectionOptions as(KerberosOptions kerberos) {
        String url = broker.uri().toString();
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
        assertThat(broker.messageCount("orders")).isOne();
    }

    @Test
    void aServerThatTheKdcDoesNotKnowIsRefused() {
        isRefused(new KerberosOptions("alice", "amqp", "elsewhere"), "Kerberos refused");
    }

    @Test
    void aUserWithoutTicketsIsToldToGetSome() {
        isRefused(new KerberosOptions("no such entry", "amqp", "localhost"), "kinit");
    }

    private void isRefused(KerberosOptions kerberos, String why) {
        assertThatThrownBy(() -> container.connect(as(kerberos)).opened().get(20, SECONDS))
                .cause()
                .isInstanceOf(EngineException.LoginFailed.class)
                .hasMessageContaining("GSSAPI")
                .hasMessageContaining(why);
    }
}
