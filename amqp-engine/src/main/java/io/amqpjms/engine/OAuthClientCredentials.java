package io.amqpjms.engine;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.amqpjms.engine.internal.sasl.BoundedText;
import io.amqpjms.engine.internal.sasl.TokenReply;
import io.amqpjms.engine.internal.transport.ThisMachine;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Gets bearer tokens by the client credentials grant (RFC 6749 §4.4). A token is used until a tenth of its life is left,
 * then a new one is fetched. For any thread; a fetch blocks its caller for half a minute at most, as long again if it has
 * to wait for others who fetch.
 */
public final class OAuthClientCredentials implements CredentialsProvider {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_BYTES = 256 * 1024;

    private final URI tokenUri;
    private final String clientId;
    private final Secret clientSecret;
    private final @Nullable String scope;
    private final @Nullable String user;
    private final Clock clock;
    private final Duration patience;
    private final ReentrantLock fetching = new ReentrantLock();
    private @Nullable Credentials token;
    private Instant renewal = Instant.MIN;

    /**
     * A client of a token server.
     *
     * @param tokenUri the server's token endpoint; {@code http} only on this machine
     * @param scope what the token shall be good for, or null to leave it to the server
     * @param user the user to name beside the token, or null for none
     */
    public OAuthClientCredentials(
            URI tokenUri, String clientId, Secret clientSecret, @Nullable String scope, @Nullable String user) {
        this(tokenUri, clientId, clientSecret, scope, user, Clock.systemUTC(), PATIENCE);
    }

    OAuthClientCredentials(
            URI tokenUri,
            String clientId,
            Secret clientSecret,
            @Nullable String scope,
            @Nullable String user,
            Clock clock,
            Duration patience) {
        this.tokenUri = tokenUri;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.scope = scope;
        this.user = user;
        this.clock = clock;
        this.patience = patience;
    }

    @Override
    public Credentials credentialsFor(PeerAddress peer) throws IOException, InterruptedException {
        if (!fetching.tryLock(patience.toMillis(), MILLISECONDS)) {
            throw new IOException(
                    "The token server " + tokenUri + " was not asked: other logins wait for it, and did not"
                            + " end within " + patience.toMillis() + " ms");
        }
        try {
            Credentials current = token;
            if (current == null || !clock.instant().isBefore(renewal)) {
                current = fetch();
                token = current;
            }
            return current;
        } finally {
            fetching.unlock();
        }
    }

    private Credentials fetch() throws IOException, InterruptedException {
        requireProtection();
        HttpResponse<String> response = exchange();
        TokenReply reply = TokenReply.read(response.body());
        if (response.statusCode() != 200 || reply.token() == null) {
            throw new IOException("The token server " + tokenUri + " gave client '" + clientId + "' no token: status "
                    + response.statusCode() + reply.error());
        }
        Instant now = clock.instant();
        Duration life = reply.life();
        renewal = life == null ? now : now.plus(life.multipliedBy(9).dividedBy(10));
        return Credentials.token(user, reply.token(), life == null ? null : now.plus(life));
    }

    // A timeout of the request would end with the head of the answer, and leave its body without one.
    private HttpResponse<String> exchange() throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> answer = Http.CLIENT.sendAsync(request(), BoundedText.of(MOST_BYTES));
        try {
            return answer.get(patience.toMillis(), MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException(
                    "The token server " + tokenUri + " did not answer within " + patience.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String why = cause.getMessage() == null ? cause.toString() : cause.getMessage();
            throw new IOException("The token server " + tokenUri + " gave no answer: " + why, cause);
        } finally {
            answer.cancel(true);
        }
    }

    private void requireProtection() throws IOException {
        String host = tokenUri.getHost() == null ? "" : tokenUri.getHost();
        boolean here = ThisMachine.is(host.replaceAll("[\\[\\]]", ""));
        if (!"https".equalsIgnoreCase(tokenUri.getScheme()) && !here) {
            throw new IOException("The token server " + tokenUri + " was not asked: the client's secret and the token"
                    + " would cross the network in clear. Use https.");
        }
    }

    private HttpRequest request() {
        char[] secret = clientSecret.reveal();
        String form = "grant_type=client_credentials&client_id=" + encoded(clientId) + "&client_secret="
                + encoded(new String(secret)) + (scope == null ? "" : "&scope=" + encoded(scope));
        Arrays.fill(secret, '\0');
        return HttpRequest.newBuilder(tokenUri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** One for all, made when it is needed: each has a thread of its own that cannot be ended. */
    private static final class Http {
        static final HttpClient CLIENT =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    }

    @Override
    public String toString() {
        return "OAuthClientCredentials[" + tokenUri + ", client '" + clientId + "']";
    }
}
