package io.amqpjms.engine;

import static io.amqpjms.engine.EngineFixture.await;
import static io.amqpjms.engine.EngineFixture.failureOf;
import static io.amqpjms.engine.EngineFixture.options;
import static io.amqpjms.engine.testing.Certificates.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.TlsFiles.Store;
import io.amqpjms.engine.testing.Certificates;
import io.amqpjms.engine.testing.Logged;
import io.amqpjms.engine.testing.ScriptedPeer;
import io.netty.pkitesting.X509Bundle;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
    @RegisterExtension
    final ScriptedPeer peer = new ScriptedPeer().listening(options -> options.setSecure(true));

    @RegisterExtension
    final ScriptedPeer plain = new ScriptedPeer();

    @RegisterExtension
    final EngineFixture engine = new EngineFixture();

    @TempDir
    Path directory;

    private X509Bundle own = Certificates.SERVER;
    private boolean asksForCertificate;

    private void peerIs(X509Bundle server, boolean asks) {
        own = server;
        asksForCertificate = asks;
    }

    private static javax.net.ssl.SSLContext context(X509Bundle own) {
        try {
            return Certificates.context(own);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private ConnectionOptions.Builder secure(TlsOptions.Material material) {
        return secure(new TlsOptions(material, true));
    }

    private ConnectionOptions.Builder secure(TlsOptions tls) {
        // The peer takes one line only, and a handshake that fails is one.
        peer.restartListening(options -> options.setSslContextOverride(context(own))
                .setNeedClientAuth(asksForCertificate)
                .setVerifyHost(false));
        return options(URI.create("amqp://localhost:" + peer.port())).tls(tls);
    }

    private static TlsFiles trusting(Path file) {
        return new TlsFiles(null, null, null, Store.of(file, null), false, "TLS");
    }

    private TlsFiles trustingTheAuthority() throws Exception {
        return trusting(Certificates.pem(directory, Certificates.AUTHORITY.getCertificatePEM()));
    }

    private TlsFiles with(Store keys, Path privateKey, String alias) throws Exception {
        return new TlsFiles(keys, privateKey, alias, trustingTheAuthority().trust(), false, "TLS");
    }

    private void connects(ConnectionOptions.Builder options) {
        peer.opensConnection().seesConnectionClose();
        Connection connection = await(engine.connect(options).opened());
        assertThat(connection.peer()).startsWith("amqps://");
        await(connection.close());
    }

    private EngineException.ConnectionFailed fails(ConnectionOptions.Builder options) {
        EngineException.ConnectionFailed failure =
                failureOf(engine.connect(options).opened(), EngineException.ConnectionFailed.class);
        assertThat(failure).hasMessageContaining("amqps://localhost:" + peer.port());
        assertThat(failure.stage()).isEqualTo(Stage.TLS);
        return failure;
    }

    @Test
    void aSecuredLineTellsItsSession() throws Exception {
        ConnectionOptions.Builder options = secure(trustingTheAuthority());
        peer.opensConnection().seesConnectionClose();
        Connection connection = await(engine.connect(options).opened());
        assertThat(connection.tlsSession().getPeerCertificates()).contains(Certificates.SERVER.getCertificate());
        assertThat(connection.tlsSession().getProtocol()).startsWith("TLSv1.");
        await(connection.close());
    }

    @Test
    void aLineInClearTextHasNoTlsSession() {
        plain.opensConnection().seesConnectionClose();
        Connection connection = await(engine.connect(options(plain.uri())).opened());
        assertThat(connection.tlsSession()).isNull();
        await(connection.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void aTrustStoreOfEachTypeIsToldByItsContent(String type) throws Exception {
        peerIs(Certificates.SERVER, false);
        Path file = Certificates.trustStore(directory, type, Certificates.AUTHORITY);
        connects(secure(new TlsFiles(null, null, null, Store.of(file, Secret.of(PASSWORD)), false, "TLS")));
    }

    @Test
    void authoritiesAreReadFromPem() throws Exception {
        peerIs(Certificates.SERVER, false);
        connects(secure(trusting(Certificates.pem(
                directory, Certificates.ROGUE.getRootCertificatePEM(), Certificates.AUTHORITY.getCertificatePEM()))));
    }

    /** A certificate that is refused, and what is said of it. */
    record Refused(X509Bundle server, String told) {
        @Override
        public String toString() {
            return told;
        }
    }

    static Stream<Refused> refused() {
        return Stream.of(
                new Refused(Certificates.EXPIRED, "has expired"),
                new Refused(Certificates.EARLY, "is not valid yet"),
                new Refused(Certificates.SELF_SIGNED, "is self-signed"),
                new Refused(Certificates.ROGUE, "vouched for by CN=Rogue Authority"),
                new Refused(Certificates.ELSEWHERE, "not made out to the host"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aCertificateThatIsNoGoodIsNamedSo(Refused refused) throws Exception {
        peerIs(refused.server(), false);
        String subject =
                refused.server().getCertificate().getSubjectX500Principal().toString();
        assertThat(fails(secure(trustingTheAuthority())))
                .hasMessageContaining(refused.told())
                .hasMessageContaining(subject);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aContextOfTheApplicationsOwnRefusesTheSame(Refused refused) throws Exception {
        peerIs(refused.server(), false);
        String told = refused.told().contains("self-signed") || refused.told().contains("vouched")
                ? "is self-signed, or vouched for by an authority that is not trusted"
                : refused.told();
        assertThat(fails(secure(TlsOptions.of(Certificates.context(Certificates.CLIENT)))))
                .hasMessageContaining(told);
    }

    @Test
    void aHostNameThatIsNotVerifiedMayBeWrongWithAWarning() throws Exception {
        peerIs(Certificates.ELSEWHERE, false);
        String log = Logged.during(() -> connects(secure(new TlsOptions(trustingTheAuthority(), false))));
        assertThat(log).contains("localhost:" + peer.port()).contains("host name is not verified");
    }

    @Test
    void whoTrustsAnyoneIsWarnedAtEveryConnect() throws Exception {
        peerIs(Certificates.SELF_SIGNED, false);
        TlsFiles anyone = new TlsFiles(null, null, null, null, true, "TLS");
        for (int i = 0; i < 2; i++) {
            String log = Logged.during(() -> connects(secure(anyone)));
            assertThat(log).contains("Every certificate is trusted").contains("localhost:" + peer.port());
        }
    }

    @Test
    void whoTrustsAnyoneStillWantsTheHostName() throws Exception {
        peerIs(Certificates.ELSEWHERE, false);
        assertThat(fails(secure(new TlsFiles(null, null, null, null, true, "TLS"))))
                .hasMessageContaining("not made out to the host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void theAliasTellsWhichKeyIsShown(String type) throws Exception {
        peerIs(Certificates.SERVER, true);
        Path file = Certificates.keyStore(directory, type, Certificates.ROGUE, Certificates.CLIENT);
        Store keys = Store.of(file, Secret.of(PASSWORD));
        connects(secure(with(keys, null, "key-2")));
        refusesClient(with(keys, null, "key-1"));
    }

    private void refusesClient(TlsFiles files) {
        // With TLS 1.3 the client is done before the server has looked at its certificate.
        EngineException.ConnectionFailed failure =
                failureOf(engine.connect(secure(files)).opened(), EngineException.ConnectionFailed.class);
        assertThat(failure).hasMessageContaining("amqps://localhost:" + peer.port());
        assertThat(failure.stage()).isIn(Stage.TLS, Stage.SASL);
    }

    @Test
    void aClientWithoutACertificateIsToldThatOneMayBeWanted() throws Exception {
        peerIs(Certificates.SERVER, true);
        TlsOptions old =
                new TlsOptions(trustingTheAuthority(), true, List.of("TLSv1.2"), Set.of(), List.of(), Set.of(), false);
        assertThat(fails(secure(old))).hasMessageContaining("certificate of this client");
        refusesClient(trustingTheAuthority());
    }

    static Stream<X509Bundle> clients() {
        return Stream.of(Certificates.CLIENT, Certificates.RSA_CLIENT);
    }

    @ParameterizedTest
    @MethodSource("clients")
    void aKeyInPemIsReadInEachOfItsForms(X509Bundle client) throws Exception {
        peerIs(Certificates.SERVER, true);
        String chain = client.getCertificatePathPEM();
        for (String key :
                List.of(Certificates.pkcs8(client), Certificates.encrypted(client), Certificates.traditional(client))) {
            Path together = Certificates.pem(directory, chain, key);
            connects(secure(with(Store.of(together, Secret.of(PASSWORD)), null, null)));
            Store apart = Store.of(Certificates.pem(directory, chain), Secret.of(PASSWORD));
            connects(secure(with(apart, Certificates.pem(directory, key), null)));
        }
    }

    @Test
    void filesThatChangedAreReadAtTheNextTry() throws Exception {
        peerIs(Certificates.SERVER, false);
        Path trusted = Certificates.pem(directory, Certificates.ROGUE.getRootCertificatePEM());
        TlsOptions tls = new TlsOptions(trusting(trusted), true);
        fails(secure(tls));
        Files.copy(
                Certificates.pem(directory, Certificates.AUTHORITY.getCertificatePEM()),
                trusted,
                StandardCopyOption.REPLACE_EXISTING);
        connects(secure(tls));
    }

    @Test
    void versionsMayBeNamedAndForbidden() throws Exception {
        peerIs(Certificates.SERVER, false);
        connects(secure(versions(List.of("TLSv1.2"), Set.of("TLSv1.3"))));
        assertThat(fails(secure(versions(List.of("TLSv1.2"), Set.of("TLSv1.2")))))
                .hasMessageContaining("No TLS protocol is left");
        assertThat(fails(secure(versions(List.of("TLSv7"), Set.of())))).hasMessageContaining("TLSv7");
    }

    private TlsOptions versions(List<String> enabled, Set<String> disabled) throws Exception {
        return new TlsOptions(trustingTheAuthority(), true, enabled, disabled, List.of(), Set.of(), false);
    }

    @Test
    void cipherSuitesMayBeNamedAndForbidden() throws Exception {
        peerIs(Certificates.SERVER, false);
        connects(secure(suites(List.of("TLS_AES_256_GCM_SHA384"), Set.of())));
        assertThat(fails(secure(suites(List.of("TLS_AES_256_GCM_SHA384"), Set.of("TLS_AES_256_GCM_SHA384")))))
                .hasMessageContaining("No TLS cipher suite is left");
    }

    private TlsOptions suites(List<String> enabled, Set<String> disabled) throws Exception {
        return new TlsOptions(trustingTheAuthority(), true, List.of(), Set.of(), enabled, disabled, false);
    }

    @Test
    void aPortInClearTextIsNamedSo() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Connection connection = engine.connect(options(URI.create("amqp://localhost:" + server.getLocalPort()))
                    .tls(new TlsOptions(trustingTheAuthority(), true)));
            try (Socket client = server.accept()) {
                client.getOutputStream().write(new byte[] {'A', 'M', 'Q', 'P', 3, 1, 0, 0});
                assertThat(failureOf(connection.opened(), EngineException.ConnectionFailed.class))
                        .hasMessageContaining("answered in clear text");
            }
        }
    }

    @Test
    void aPortThatHangsUpOnTlsIsSuspectedToBeInClearText() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Connection connection = engine.connect(options(URI.create("amqp://localhost:" + server.getLocalPort()))
                    .tls(new TlsOptions(trustingTheAuthority(), true)));
            server.accept().close();
            EngineException.ConnectionFailed failure =
                    failureOf(connection.opened(), EngineException.ConnectionFailed.class);
            assertThat(failure.stage()).isEqualTo(Stage.TLS);
            assertThat(failure).hasMessageContaining("speak TLS");
        }
    }

    @Test
    void aPortForTlsThatGetsClearTextIsNamedSo() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Connection connection = engine.connect(URI.create("amqp://localhost:" + server.getLocalPort()));
            try (Socket client = server.accept()) {
                // An alert: fatal, unexpected message.
                client.getOutputStream().write(new byte[] {21, 3, 3, 0, 2, 2, 10});
                assertThat(failureOf(connection.opened(), EngineException.ConnectionFailed.class))
                        .hasMessageContaining("that port speaks TLS")
                        .hasMessageContaining("use amqps://");
            }
        }
    }

    @Test
    void aServerThatNeverShakesHandsIsGivenUpInTimeWithItsStage() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Connection connection = engine.connect(options(URI.create("amqp://localhost:" + silent.getLocalPort()))
                    .openTimeout(Duration.ofMillis(300))
                    .tls(TlsOptions.DEFAULT));
            assertThat(failureOf(connection.opened(), EngineException.ConnectionFailed.class)
                            .stage())
                    .isEqualTo(Stage.TLS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"broker", "broker.example"})
    void theServerHearsTheNameThatIsAskedFor(String host) throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        try (SSLServerSocket server = (SSLServerSocket) Certificates.context(Certificates.SERVER)
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SSLParameters parameters = server.getSSLParameters();
            parameters.setSNIMatchers(List.of(new SNIMatcher(0) {
                @Override
                public boolean matches(SNIServerName name) {
                    return heard.complete(new String(name.getEncoded(), StandardCharsets.US_ASCII));
                }
            }));
            server.setSSLParameters(parameters);
            engine.connect(ConnectionOptions.builder(host, server.getLocalPort())
                    .resolver(name -> List.of(InetAddress.getLoopbackAddress()))
                    .tls(new TlsOptions(trustingTheAuthority(), true)));
            try (Socket client = server.accept()) {
                client.setSoTimeout(5_000);
                CompletableFuture.runAsync(() -> {
                    try {
                        client.getInputStream().read();
                    } catch (java.io.IOException refused) {
                        // The client does not like the name in the certificate.
                    }
                });
                assertThat(await(heard)).isEqualTo(host);
            }
        }
    }
}
