package io.amqpjms.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OAuthClientCredentialsTest {
    private static final PeerAddress BROKER = PeerAddress.of("broker", 5672);

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private volatile int status = 200;
    private volatile String answer = "{\"access_token\":\"t0ken\",\"token_type\":\"Bearer\",\"expires_in\":100}";

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", exchange -> {
            requests.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            byte[] body = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private OAuthClientCredentials client(Clock clock) {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/token");
        return new OAuthClientCredentials(
                uri, "billing", Secret.of("s3cret&more"), "read write", "svc", clock, Duration.ofSeconds(30));
    }

    private static Clock at(long second) {
        return Clock.fixed(Instant.ofEpochSecond(second), ZoneOffset.UTC);
    }

    @Test
    void aTokenIsFetchedByTheClientCredentialsGrant() throws Exception {
        Credentials token = client(at(1000)).credentialsFor(BROKER);
        assertThat(requests)
                .containsExactly("grant_type=client_credentials&client_id=billing&client_secret=s3cret%26more"
                        + "&scope=read+write");
        assertThat(token.kind()).isEqualTo(Credentials.Kind.TOKEN);
        assertThat(token.user()).isEqualTo("svc");
        assertThat(token.secret().reveal()).containsExactly("t0ken".toCharArray());
        assertThat(token.expires()).isEqualTo(Instant.ofEpochSecond(1100));
    }

    @Test
    void aTokenIsUsedAgainUntilItIsNearlyOver() throws Exception {
        MovingClock clock = new MovingClock();
        OAuthClientCredentials client = client(clock);
        Credentials first = client.credentialsFor(BROKER);
        clock.pass(Duration.ofSeconds(89));
        assertThat(client.credentialsFor(BROKER)).isSameAs(first);
        clock.pass(Duration.ofSeconds(2));
        assertThat(client.credentialsFor(BROKER)).isNotSameAs(first);
        assertThat(requests).hasSize(2);
    }

    @Test
    void aTokenWithoutALifeIsFetchedEachTime() throws Exception {
        answer = "{\"extra\":{\"a\":[1]},\"access_token\":\"t0ken\"}";
        OAuthClientCredentials client = client(at(0));
        assertThat(client.credentialsFor(BROKER).expires()).isNull();
        client.credentialsFor(BROKER);
        assertThat(requests).hasSize(2);
    }

    @Test
    void aRefusalSaysWhyAndShowsNoSecret() {
        status = 401;
        answer = "{\"error\":\"invalid_client\",\"error_description\":\"no such client\"}";
        assertThatThrownBy(() -> client(at(0)).credentialsFor(BROKER))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("client 'billing'")
                .hasMessageContaining("status 401, invalid_client, no such client")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void anAnswerThatIsNoJsonHoldsNoToken() {
        answer = "<html>";
        assertThatThrownBy(() -> client(at(0)).credentialsFor(BROKER))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no JSON");
    }

    @Test
    void anAnswerWithoutEndDoesNotFillTheHeap() {
        answer = "{\"access_token\":\"" + "t".repeat(1_000_000) + "\"}";
        assertThatThrownBy(() -> client(at(0)).credentialsFor(BROKER))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("larger than");
    }

    @ParameterizedTest
    @ValueSource(strings = {"login.example.com", "127.attacker.example", "localhost.attacker.example", "[::2]"})
    void aSecretIsNotSentInClearToAnotherMachine(String host) {
        OAuthClientCredentials far = new OAuthClientCredentials(
                URI.create("http://" + host + "/token"), "billing", Secret.of("s3cret"), null, null);
        assertThatThrownBy(() -> far.credentialsFor(BROKER))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("https");
        assertThat(far).asString().doesNotContain("s3cret");
    }

    private static final class MovingClock extends Clock {
        private Instant now = Instant.ofEpochSecond(1000);

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }
    }
}
