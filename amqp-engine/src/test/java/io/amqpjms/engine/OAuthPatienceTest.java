package io.amqpjms.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.testing.WebServer;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How long a token server may take. */
class OAuthPatienceTest {
    private static final PeerAddress BROKER = PeerAddress.of("broker", 5672);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String TOKEN = "{\"access_token\":\"t0ken\",\"expires_in\":100}";

    @RegisterExtension
    final WebServer web = new WebServer();

    private OAuthClientCredentials client() {
        URI uri = URI.create("http://127.0.0.1:" + web.port() + "/token");
        return new OAuthClientCredentials(uri, "billing", Secret.of("s3cret"), null, null, Clock.systemUTC(), PATIENCE);
    }

    private static CompletableFuture<Credentials> login(OAuthClientCredentials client) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return client.credentialsFor(BROKER);
            } catch (IOException | InterruptedException e) {
                throw new CompletionException(e);
            }
        });
    }

    private static void isGivenUp(CompletableFuture<Credentials> login) {
        assertThatThrownBy(() -> login.get(10, SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(IOException.class)
                .hasMessageContaining("within 2000 ms")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aServerThatStallsInTheBodyIsGivenUpAndAskedAgain() throws Exception {
        OAuthClientCredentials client = client();
        web.answers("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n0123456789").andHolds();
        isGivenUp(login(client));
        // One client at a time: this one is served because the other line was closed.
        web.answers("HTTP/1.1 200 OK\r\nContent-Length: " + TOKEN.length() + "\r\n\r\n" + TOKEN);
        assertThat(login(client).get(10, SECONDS).secret().reveal()).containsExactly("t0ken".toCharArray());
    }

    @Test
    void aLoginBehindOneThatStallsIsBoundedToo() throws Exception {
        OAuthClientCredentials client = client();
        web.answers("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n0123456789").andHolds();
        CompletableFuture<Credentials> first = login(client);
        assertThat(web.request()).startsWith("POST /token");
        CompletableFuture<Credentials> second = login(client);
        isGivenUp(first);
        isGivenUp(second);
    }
}
