package io.amqpjms.engine.internal.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.Credentials;
import io.amqpjms.engine.PeerAddress;
import io.amqpjms.engine.SaslOptions;
import io.amqpjms.engine.Secret;
import io.amqpjms.engine.testing.ScramServer;
import javax.security.sasl.SaslException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScramTest {
    private static final String SHA_256 = "SCRAM-SHA-256";

    private static Scram client(String mechanism, String password) {
        Credentials alice = Credentials.password("alice", Secret.of(password));
        Server server = new Server(PeerAddress.of("broker", 5672), "amqp://broker:5672", true, () -> false);
        return new Scram(mechanism, new Login(server, SaslOptions.of(alice), alice));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-512"})
    void bothSidesShowThatTheyKnowThePassword(String mechanism) throws Exception {
        Scram client = client(mechanism, "s3cret");
        ScramServer server = new ScramServer(mechanism, "s3cret", 4096);
        byte[] proof = client.next(server.challenge(client.first()));
        assertThat(server.believes(proof)).isTrue();
        assertThat(client.next(server.proof())).isEmpty();
        client.accepted(new byte[0]);
    }

    @Test
    void theServersProofMayComeWithTheOutcome() throws Exception {
        Scram client = client(SHA_256, "s3cret");
        ScramServer server = new ScramServer(SHA_256, "s3cret", 4096);
        assertThat(server.believes(client.next(server.challenge(client.first()))))
                .isTrue();
        assertThatCode(() -> client.accepted(server.proof())).doesNotThrowAnyException();
    }

    @Test
    void aWrongPasswordProvesNothing() throws Exception {
        Scram client = client(SHA_256, "wrong");
        ScramServer server = new ScramServer(SHA_256, "s3cret", 4096);
        assertThat(server.believes(client.next(server.challenge(client.first()))))
                .isFalse();
    }

    @Test
    void aServerThatDoesNotKnowThePasswordIsAnImpostor() throws Exception {
        Scram client = client(SHA_256, "s3cret");
        ScramServer forged = new ScramServer(SHA_256, "guess", 4096);
        forged.believes(client.next(forged.challenge(client.first())));
        assertThatThrownBy(() -> client.next(forged.proof()))
                .isInstanceOf(SaslException.class)
                .hasMessageContaining("impostor");
    }

    @Test
    void aServerThatShowsNothingIsAnImpostor() throws Exception {
        Scram client = client(SHA_256, "s3cret");
        ScramServer forged = new ScramServer(SHA_256, "s3cret", 4096);
        client.next(forged.challenge(client.first()));
        assertThatThrownBy(() -> client.accepted(new byte[0]))
                .isInstanceOf(SaslException.class)
                .hasMessageContaining("impostor");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4095, 1_000_001, Integer.MAX_VALUE})
    void hashRoundsAreBounded(int iterations) throws Exception {
        Scram client = client(SHA_256, "s3cret");
        byte[] challenge = new ScramServer(SHA_256, "s3cret", iterations).challenge(client.first());
        assertThatThrownBy(() -> client.next(challenge))
                .isInstanceOf(SaslException.class)
                .hasMessageContaining(String.valueOf(iterations))
                .hasMessageContaining("4096 to 1000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "r=", "nonsense", "r=other,s=YQ==,i=4096", "r=,s=YQ==,i=x"})
    void aMalformedChallengeIsRefused(String challenge) throws Exception {
        Scram client = client(SHA_256, "s3cret");
        client.first();
        assertThatThrownBy(() -> client.next(challenge.getBytes(UTF_8))).isInstanceOf(SaslException.class);
    }

    @Test
    void aServersRefusalIsKept() throws Exception {
        Scram client = client(SHA_256, "s3cret");
        ScramServer server = new ScramServer(SHA_256, "s3cret", 4096);
        client.next(server.challenge(client.first()));
        client.next("e=unknown-user".getBytes(UTF_8));
        assertThat(client.refusal()).contains("username is not recognized");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bell\u0007", "", "lone\ud800"})
    void aPasswordThatCannotBePreparedIsNotShown(String password) {
        Scram client = client(SHA_256, password);
        ScramServer server = new ScramServer(SHA_256, "s3cret", 4096);
        assertThatThrownBy(() -> client.next(server.challenge(client.first())))
                .isInstanceOf(SaslException.class)
                .hasMessageContaining("SASLprep")
                .hasNoCause();
    }
}
