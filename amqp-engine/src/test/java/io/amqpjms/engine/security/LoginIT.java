package io.amqpjms.engine.security;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.Container;
import io.amqpjms.engine.Credentials;
import io.amqpjms.engine.CredentialsProvider;
import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.SaslOptions;
import io.amqpjms.engine.Secret;
import io.amqpjms.engine.message.AmqpMessage;
import io.amqpjms.engine.testing.EmbeddedBroker;
import io.amqpjms.engine.testing.JaasEntries;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each mechanism at a real server: the right credentials are let in, the wrong ones are refused by name. */
class LoginIT {
    private static final Credentials ALICE = Credentials.password("alice", Secret.of("s3cret"));
    private static final Credentials TOKEN = Credentials.token("alice", Secret.of("s3cret"), null);

    @TempDir
    Path directory;

    private final Container container = Container.create();

    @AfterEach
    void closeContainer() {
        container.close();
    }

    private void sendsAs(EmbeddedBroker broker, CredentialsProvider credentials, String mechanism) throws Exception {
        SaslOptions sasl = SaslOptions.of(credentials).withMechanisms(List.of(mechanism));
        var connection = container.connect(
                ConnectionOptions.builder(broker.uri().toString()).sasl(sasl).build());
        connection.opened().get(10, SECONDS);
        connection.openSender("orders").send(AmqpMessage.of("hello")).outcome().get(10, SECONDS);
    }

    private static EmbeddedBroker scramBroker() throws Exception {
        return new EmbeddedBroker()
                .withLoginsBy("broker")
                .withAcceptorOptions("saslMechanisms=SCRAM-SHA-256,SCRAM-SHA-512;saslLoginConfigScope=scram")
                .start();
    }

    private JaasEntries scramEntries() throws Exception {
        return JaasEntries.scram(directory, "alice", "s3cret").install();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-256", "SCRAM-SHA-512"})
    void scramLetsTheRightPasswordIn(String mechanism) throws Exception {
        try (JaasEntries entries = scramEntries();
                EmbeddedBroker broker = scramBroker()) {
            sendsAs(broker, ALICE, mechanism);
            await().untilAsserted(
                            () -> assertThat(broker.messageCount("orders")).isOne());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-256", "SCRAM-SHA-512"})
    void scramRefusesAWrongPasswordAndAnUnknownUser(String mechanism) throws Exception {
        try (JaasEntries entries = scramEntries();
                EmbeddedBroker broker = scramBroker()) {
            isRefused(broker, Credentials.password("alice", Secret.of("wrong")), mechanism);
            isRefused(broker, Credentials.password("mallory", Secret.of("s3cret")), mechanism);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "OAUTHBEARER", "XOAUTH2"})
    void theRightSecretIsLetInAndAWrongOneIsNot(String mechanism) throws Exception {
        Credentials right = mechanism.equals("PLAIN") ? ALICE : TOKEN;
        try (EmbeddedBroker broker = new EmbeddedBroker()
                .withUser("alice", "s3cret")
                .withAcceptorOptions("saslMechanisms=" + mechanism)
                .start()) {
            sendsAs(broker, right, mechanism);
            sendsAs(broker, peer -> right, mechanism);
            isRefused(broker, new Credentials("alice", Secret.of("wrong"), right.kind(), null), mechanism);
            isRefused(broker, new Credentials("mallory", Secret.of("s3cret"), right.kind(), null), mechanism);
        }
    }

    @Test
    void aMechanismThatIsNotOfferedIsNamed() throws Exception {
        try (EmbeddedBroker broker = new EmbeddedBroker()
                .withUser("alice", "s3cret")
                .withAcceptorOptions("saslMechanisms=PLAIN")
                .start()) {
            assertThatThrownBy(() -> sendsAs(broker, ALICE, "SCRAM-SHA-256"))
                    .cause()
                    .isInstanceOf(EngineException.LoginFailed.class)
                    .hasMessageContaining("offers [PLAIN], allowed here are [SCRAM-SHA-256]");
        }
    }

    private void isRefused(EmbeddedBroker broker, Credentials credentials, String mechanism) {
        assertThatThrownBy(() -> sendsAs(broker, credentials, mechanism))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(EngineException.LoginFailed.class)
                .hasMessageContaining("Login to " + broker.uri())
                .hasMessageContaining(mechanism)
                .hasMessageNotContaining("s3cret");
    }
}
