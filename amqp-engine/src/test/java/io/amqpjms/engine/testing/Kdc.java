package io.amqpjms.engine.testing;

import java.io.File;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.activemq.artemis.spi.core.security.jaas.PropertiesLoginModule;
import org.apache.kerby.kerberos.kerb.server.SimpleKdcServer;

/**
 * A Kerberos realm of its own in this JVM, which uses it until it is closed: a KDC with {@code alice} and {@code amqp/localhost},
 * and the JAAS entries that log in with their keys. Belongs to one thread.
 */
public final class Kdc implements AutoCloseable {
    /** The realm. */
    public static final String REALM = "TEST.LOCAL";

    private static final String CONFIGURATION = "java.security.krb5.conf";
    private static final String MODULE = "com.sun.security.auth.module.Krb5LoginModule";

    private final Path directory;
    private final SimpleKdcServer kdc = new SimpleKdcServer();

    /** Starts the KDC, with its files in this directory. */
    public Kdc(Path directory) throws Exception {
        this.directory = directory;
        int port = freePort();
        kdc.setWorkDir(directory.toFile());
        kdc.setKdcHost("127.0.0.1");
        kdc.setKdcRealm(REALM);
        kdc.setAllowUdp(false);
        kdc.setAllowTcp(true);
        kdc.setKdcTcpPort(port);
        kdc.init();
        kdc.start();
        configure(port);
        knows("alice");
        knows("amqp/localhost");
    }

    private void configure(int port) throws Exception {
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
                  .nowhere.example = NOWHERE.LOCAL
                """.formatted(REALM, port));
        System.setProperty(CONFIGURATION, configuration.toString());
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Takes this principal in, and its key into the keytab. */
    public void knows(String principal) throws Exception {
        kdc.createPrincipal(principal, "an 0ld s3cret");
        kdc.exportPrincipal(principal, directory.resolve("keytab").toFile());
    }

    /** Gives this principal another password: its key in the keytab is the wrong one from now on. */
    public void changesPasswordOf(String principal) throws Exception {
        kdc.deletePrincipal(principal);
        kdc.createPrincipal(principal, "a n3w s3cret");
    }

    /** Knows this principal no more; its key is still in the keytab. */
    public void forgets(String principal) throws Exception {
        kdc.deletePrincipal(principal);
    }

    /** What a broker needs: the entry {@code acceptor} to take tickets, and {@code broker} to know who may come. */
    public JaasEntries forBroker() throws Exception {
        Files.writeString(directory.resolve("users"), "\n");
        Files.writeString(directory.resolve("roles"), "all = alice@" + REALM + "\n");
        return new JaasEntries()
                .with("acceptor", keytab("amqp/localhost", false))
                .with("broker", brokerModule("Krb5LoginModule"), roles());
    }

    /** The module that logs this principal in with its key. */
    public JaasEntries.Module login(String principal) {
        return keytab(principal, true);
    }

    private JaasEntries.Module keytab(String principal, boolean initiator) {
        return new JaasEntries.Module(
                MODULE,
                Map.of(
                        "useKeyTab", "true",
                        "keyTab", directory.resolve("keytab").toString(),
                        "principal", principal + "@" + REALM,
                        "storeKey", "true",
                        "doNotPrompt", "true",
                        "isInitiator", String.valueOf(initiator),
                        "refreshKrb5Config", "true"));
    }

    private static JaasEntries.Module brokerModule(String name) {
        return new JaasEntries.Module("org.apache.activemq.artemis.spi.core.security.jaas." + name, Map.of());
    }

    private JaasEntries.Module roles() {
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

    @Override
    public void close() throws Exception {
        kdc.stop();
        System.clearProperty(CONFIGURATION);
    }
}
