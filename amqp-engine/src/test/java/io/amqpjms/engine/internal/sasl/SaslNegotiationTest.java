package io.amqpjms.engine.internal.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.Credentials;
import io.amqpjms.engine.CredentialsProvider;
import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.PeerAddress;
import io.amqpjms.engine.SaslOptions;
import io.amqpjms.engine.Secret;
import io.amqpjms.engine.testing.Logged;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.engine.Sasl;
import org.apache.qpid.proton.engine.Transport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaslNegotiationTest {
    private static final SaslOptions ALICE = SaslOptions.user("alice", Secret.of("s3cret"));
    private static final String ALL =
            "ANONYMOUS PLAIN XOAUTH2 OAUTHBEARER SCRAM-SHA-1 SCRAM-SHA-256 SCRAM-SHA-512 GSSAPI EXTERNAL";

    private final List<EngineException> failures = new ArrayList<>();
    private final BlockingQueue<Runnable> loop = new LinkedBlockingQueue<>();
    private final Transport server = Proton.transport();
    private final Transport client = Proton.transport();
    private final Sasl serverSasl = server.sasl();
    private SaslNegotiation listener;
    private LoginHistory history = new LoginHistory();

    @BeforeEach
    void serverListens() {
        serverSasl.server();
    }

    /** Lets a client meet a server that offers these mechanisms, both in memory, and gives the one that was chosen. */
    private String chosen(SaslOptions options, boolean exposed, String offered) throws Exception {
        return chosen(options, exposed, false, offered);
    }

    private String chosen(SaslOptions options, boolean exposed, boolean certificate, String offered) throws Exception {
        serverSasl.setMechanisms(offered.split(" "));
        Sasl clientSasl = client.sasl();
        clientSasl.client();
        Server met = new Server(PeerAddress.of("far", 5672), "amqp://far:5672", exposed, () -> certificate);
        listener = new SaslNegotiation(options, 16, met, history, loop::add, failures::add);
        clientSasl.setListener(listener);
        talk();
        if (serverSasl.getRemoteMechanisms().length == 0 && failures.isEmpty()) {
            loop.poll(10, TimeUnit.SECONDS).run();
            talk();
        }
        String[] mechanisms = serverSasl.getRemoteMechanisms();
        return mechanisms.length == 0 ? "none" : mechanisms[0];
    }

    private void talk() {
        for (int i = 0; i < 4; i++) {
            carry(client, server);
            carry(server, client);
        }
    }

    private static void carry(Transport from, Transport to) {
        int pending = from.pending();
        if (pending > 0) {
            to.tail().put(from.head());
            to.process();
            from.pop(pending);
        }
    }

    private String received() {
        byte[] bytes = new byte[serverSasl.pending()];
        serverSasl.recv(bytes, 0, bytes.length);
        return new String(bytes, UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "false, " + ALL + ", SCRAM-SHA-512",
        "true, " + ALL + ", EXTERNAL",
        "false, PLAIN SCRAM-SHA-1 SCRAM-SHA-256, SCRAM-SHA-256",
        "false, ANONYMOUS PLAIN SCRAM-SHA-1, SCRAM-SHA-1",
        "false, ANONYMOUS PLAIN XOAUTH2 GSSAPI, PLAIN",
        "false, ANONYMOUS OAUTHBEARER, none"
    })
    void aPasswordGoesByTheStrongestMechanism(boolean certificate, String offered, String chosen) throws Exception {
        assertThat(chosen(ALICE, false, certificate, offered)).isEqualTo(chosen);
    }

    @ParameterizedTest
    @CsvSource({ALL + ", OAUTHBEARER", "PLAIN XOAUTH2, XOAUTH2", "PLAIN ANONYMOUS SCRAM-SHA-256, PLAIN"})
    void aTokenGoesByTheMechanismsForTokens(String offered, String chosen) throws Exception {
        SaslOptions options = SaslOptions.of(Credentials.token("alice", Secret.of("t0ken"), null));
        assertThat(chosen(options, false, offered)).isEqualTo(chosen);
    }

    @Test
    void aPasswordIsATokenForWhoeverNamesTheMechanism() throws Exception {
        assertThat(chosen(ALICE.withMechanisms(List.of("XOAUTH2")), false, ALL)).isEqualTo("XOAUTH2");
        assertThat(received()).isEqualTo("user=alice\1auth=Bearer s3cret\1\1");
    }

    @Test
    void aBearerTokenIsSentAsTheStandardHasIt() throws Exception {
        SaslOptions options = SaslOptions.of(Credentials.token("a=b,c", Secret.of("t0ken"), null));
        assertThat(chosen(options, false, "OAUTHBEARER")).isEqualTo("OAUTHBEARER");
        assertThat(received()).isEqualTo("n,a=a=3Db=2Cc,\1host=far\1port=5672\1auth=Bearer t0ken\1\1");
    }

    @Test
    void whyATokenWasRefusedIsTold() throws Exception {
        SaslOptions options = SaslOptions.of(Credentials.token("alice", Secret.of("t0ken"), null));
        chosen(options, false, "OAUTHBEARER");
        byte[] reason = "{\"status\":\"invalid_token\"}".getBytes(UTF_8);
        serverSasl.send(reason, 0, reason.length);
        talk();
        serverSasl.done(Sasl.SaslOutcome.PN_SASL_AUTH);
        talk();
        assertThat(failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .hasMessageContaining("as user 'alice' with OAUTHBEARER")
                        .hasMessageContaining("invalid_token")
                        .hasMessageNotContaining("t0ken"));
    }

    @Test
    void aPasswordIsNotShownToTheNetwork() throws Exception {
        assertThat(chosen(ALICE, true, "PLAIN")).isEqualTo("none");
        assertThat(failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .hasMessageContaining("amqp://far:5672")
                        .hasMessageContaining("in clear")
                        .hasMessageContaining("amqps://"));
    }

    @Test
    void aPasswordMayBeShownWhenAllowed() throws Exception {
        assertThat(chosen(ALICE.withAllowInsecure(true), true, "PLAIN")).isEqualTo("PLAIN");
        assertThat(failures).isEmpty();
    }

    @Test
    void scramNeedsNoProtection() throws Exception {
        assertThat(chosen(ALICE, true, "PLAIN SCRAM-SHA-256")).isEqualTo("SCRAM-SHA-256");
    }

    @Test
    void anonymousNeedsNoProtection() throws Exception {
        assertThat(chosen(SaslOptions.anonymous(), true, ALL)).isEqualTo("ANONYMOUS");
    }

    @Test
    void onlyAllowedMechanismsAreUsed() throws Exception {
        assertThat(chosen(ALICE.withMechanisms(List.of("ANONYMOUS")), false, "PLAIN"))
                .isEqualTo("none");
        assertThat(failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .isInstanceOf(EngineException.LoginFailed.class)
                        .hasMessageContaining("offers [PLAIN]")
                        .hasMessageContaining("allowed here are [ANONYMOUS]"));
    }

    @Test
    void credentialsAreFetchedForEachLogin() throws Exception {
        CredentialsProvider provider = peer -> Credentials.password("for " + peer.host(), Secret.of("s3cret"));
        assertThat(chosen(SaslOptions.of(provider), false, "PLAIN")).isEqualTo("PLAIN");
        assertThat(received()).isEqualTo("\0for far\0s3cret");
    }

    @Test
    void aProviderThatFailsIsTriedAgainByWhoeverConnectsAgain() throws Exception {
        CredentialsProvider provider = peer -> {
            throw new IOException("the vault is sealed");
        };
        assertThat(chosen(SaslOptions.of(provider), false, "PLAIN")).isEqualTo("none");
        assertThat(failures).singleElement().satisfies(failure -> {
            assertThat(failure).hasMessageContaining("the vault is sealed").hasCauseInstanceOf(IOException.class);
            assertThat(((EngineException.LoginFailed) failure).retryable()).isTrue();
        });
    }

    @Test
    void aServerThatOffersItsMechanismsTwiceIsRefused() throws Exception {
        assertThat(chosen(ALICE, false, "SCRAM-SHA-256")).isEqualTo("SCRAM-SHA-256");
        listener.onSaslMechanisms(client.sasl(), client);
        assertThat(failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure).hasMessageContaining("offered its mechanisms twice"));
    }

    @Test
    void aServerThatGoesOnAskingIsRefused() throws Exception {
        SaslOptions options = SaslOptions.of(Credentials.token("alice", Secret.of("t0ken"), null));
        chosen(options, false, "OAUTHBEARER");
        for (int i = 0; i < 20; i++) {
            serverSasl.send(new byte[] {'x'}, 0, 1);
            talk();
        }
        assertThat(failures)
                .singleElement()
                .satisfies(failure -> assertThat(failure).hasMessageContaining("more than 16 challenges"));
    }

    /** A login at a server that offers this, by a connection with this history; gives what was logged. */
    private static String logged(LoginHistory history, SaslOptions options, boolean exposed, String offered)
            throws Exception {
        return Logged.during(() -> {
            SaslNegotiationTest login = new SaslNegotiationTest();
            login.serverListens();
            login.history = history;
            login.chosen(options, exposed, offered);
        });
    }

    @Test
    void aPeerThatOffersLessThanBeforeIsWarnedOf() throws Exception {
        LoginHistory history = new LoginHistory();
        assertThat(logged(history, ALICE, false, "SCRAM-SHA-256 PLAIN")).isEmpty();
        assertThat(logged(history, ALICE, false, "PLAIN"))
                .contains("amqp://far:5672 offers less than at the last login")
                .contains("SCRAM-SHA-256 was used then")
                .contains("PLAIN is used now");
        assertThat(logged(history, ALICE, false, "SCRAM-SHA-256 PLAIN")).isEmpty();
    }

    @Test
    void aPasswordInClearIsWarnedOf() throws Exception {
        assertThat(logged(new LoginHistory(), ALICE.withAllowInsecure(true), true, "PLAIN"))
                .contains("PLAIN sends the password in clear over an unencrypted connection to amqp://far:5672")
                .doesNotContain("s3cret");
    }
}
