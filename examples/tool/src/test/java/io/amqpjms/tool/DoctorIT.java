package io.amqpjms.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.testing.Certificates;
import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.engine.testing.ReservedPort;
import io.netty.pkitesting.X509Bundle;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Set;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of brokers that cannot be reached, and of one that can. */
class DoctorIT {
    @TempDir
    static Path directory;

    @RegisterExtension
    static final EmbeddedBroker broker = new EmbeddedBroker()
            .withUser("alice", "right")
            .with(configuration -> configuration
                    .addAddressSetting(
                            "missing",
                            new AddressSettings().setAutoCreateQueues(false).setAutoCreateAddresses(false))
                    .putSecurityRoles(
                            "secret",
                            Set.of(new Role(
                                    "others", true, true, true, true, true, true, true, true, true, true, false,
                                    false))));

    private static String doctor(int exitCode, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "doctor";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Run.of(all).ending(exitCode).out();
    }

    private static String alice(int exitCode, String queue) {
        return doctor(
                exitCode, broker.uri().toString(), "--user=alice", "--password=right", "--probe", "--queue=" + queue);
    }

    private static String ofTls(X509Bundle server, boolean authorityTrusted) throws Exception {
        Path keys = Certificates.keyStore(directory, "PKCS12", server);
        Path trust = Certificates.pem(directory, Certificates.AUTHORITY.getCertificatePEM());
        try (EmbeddedBroker secure = new EmbeddedBroker()
                .withAcceptorOptions("sslEnabled=true;keyStoreType=PKCS12;keyStorePath=" + keys + ";keyStorePassword="
                        + Certificates.PASSWORD)) {
            secure.start();
            String url = "amqps://localhost:" + secure.port();
            int exitCode = server == Certificates.SERVER ? 0 : 1;
            return authorityTrusted ? doctor(exitCode, url, "--trust=" + trust) : doctor(exitCode, url);
        }
    }

    @Test
    void aSoundWayIsSaidToBe() {
        assertThat(alice(0, "orders")).containsPattern("PROBE +ok").doesNotContain("failed", "right");
    }

    @Test
    void theAddressesOfTheHostAreShown() {
        assertThat(doctor(0, "amqp://localhost:" + broker.port(), "--user=alice", "--password=right"))
                .containsPattern("DNS +ok +localhost is .*127\\.0\\.0\\.1");
    }

    @Test
    void whatSecuresASoundWayIsShown() throws Exception {
        assertThat(ofTls(Certificates.SERVER, true))
                .containsPattern(
                        "TLS +ok +TLSv1\\.\\d with TLS_\\w+, certificate of CN=.+, issued by CN=.+, good until \\d{4}-");
    }

    @Test
    void anUnknownHostIsNamed() {
        assertThat(doctor(1, "amqp://nowhere.invalid")).containsPattern("DNS +failed.*nowhere.invalid");
    }

    @Test
    void aClosedPortIsNamed() {
        try (ReservedPort closed = ReservedPort.reserve()) {
            assertThat(doctor(1, "amqp://127.0.0.1:" + closed.number())).containsPattern("TCP +failed.*running");
        }
    }

    @Test
    void tlsOnAPlainPortIsNamed() {
        assertThat(doctor(1, "amqps://localhost:" + broker.port(), "--timeout=2"))
                .containsPattern("TLS +failed")
                .contains("That port speaks AMQP without TLS: connect to amqp://localhost:" + broker.port());
    }

    @Test
    void aPlainLineToATlsPortIsNamed() throws Exception {
        Path keys = Certificates.keyStore(directory, "PKCS12", Certificates.SERVER);
        try (EmbeddedBroker secure = new EmbeddedBroker()
                .withAcceptorOptions("sslEnabled=true;keyStoreType=PKCS12;keyStorePath=" + keys + ";keyStorePassword="
                        + Certificates.PASSWORD)) {
            secure.start();
            assertThat(doctor(1, "amqp://localhost:" + secure.port(), "--timeout=2"))
                    .containsPattern("LOGIN +failed")
                    .contains("That port speaks TLS: connect to amqps://localhost:" + secure.port());
        }
    }

    @Test
    void whereNobodySpeaksEitherWayNothingIsClaimed() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(doctor(1, "amqp://127.0.0.1:" + silent.getLocalPort(), "--timeout=1"))
                    .containsPattern("LOGIN +failed")
                    .doesNotContain("That port speaks");
        }
    }

    @Test
    void aProbeExpiresByItself() {
        assertThat(doctor(
                        0,
                        broker.uri().toString(),
                        "--user=alice",
                        "--password=right",
                        "--probe",
                        "--timeout=1",
                        "--queue=probed"))
                .containsPattern("PROBE +ok");
        await().untilAsserted(() -> assertThat(broker.messageCount("probed")).isZero());
    }

    @Test
    void aWrongCommandLineIsExplained() {
        assertThat(Run.of("doctor", "http://broker").ending(2).err()).contains("http");
    }

    @Test
    void anExpiredCertificateIsNamed() throws Exception {
        assertThat(ofTls(Certificates.EXPIRED, true)).containsPattern("TLS +failed.*expired");
    }

    @Test
    void aSelfSignedCertificateIsNamed() throws Exception {
        assertThat(ofTls(Certificates.SELF_SIGNED, false)).containsPattern("TLS +failed.*self-signed");
    }

    @Test
    void aWrongHostNameIsNamed() throws Exception {
        assertThat(ofTls(Certificates.ELSEWHERE, true)).containsPattern("TLS +failed.*not made out to the host");
    }

    @Test
    void aWrongPasswordIsNamed() {
        assertThat(doctor(1, broker.uri().toString(), "--user=alice", "--password=wr0ng"))
                .containsPattern("LOGIN +failed.*refused the credentials")
                .doesNotContain("wr0ng");
    }

    @Test
    void aMechanismThatIsNotOfferedIsNamed() {
        assertThat(doctor(1, broker.uri().toString(), "--user=alice", "--password=right", "--mechanism=SCRAM-SHA-512"))
                .containsPattern("LOGIN +failed.*offers.*PLAIN.*SCRAM-SHA-512");
    }

    @Test
    void aMissingQueueIsNamed() {
        assertThat(alice(1, "missing"))
                .containsPattern("ATTACH +failed.*missing")
                .contains("make the queue");
    }

    @Test
    void aMissingPermissionIsNamed() {
        assertThat(alice(1, "secret")).containsPattern("ATTACH +failed.*secret").contains("permission");
    }

    @Test
    void findingsAreJsonForPrograms() {
        assertThat(doctor(1, "amqp://nowhere.invalid", "--json"))
                .startsWith("[{\"step\":\"dns\",\"verdict\":\"failed\"")
                .contains("{\"step\":\"probe\",\"verdict\":\"skipped\"");
    }
}
