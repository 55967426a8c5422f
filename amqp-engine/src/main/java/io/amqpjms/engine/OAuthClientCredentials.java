package io.amqpjms.engine;

import io.amqpjms.engine.internal.sasl.TokenReply;
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
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Gets bearer tokens by the client credentials grant (RFC 6749 §4.4). A token is used until a tenth of its life is left,
 * then a new one is fetched. For any thread; a fetch blocks its caller for at most half a minute.
 */
public final class OAuthClientCredentials implements CredentialsProvider {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI tokenUri;
    private final String clientId;
    private final Secret clientSecret;
    private final @Nullable String scope;
    private final @Nullable String user;
    private final Clock clock;
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
        this(tokenUri, clientId, clientSecret, scope, user, Clock.systemUTC());
    }

    OAuthClientCredentials(
            URI tokenUri,
            String clientId,
            Secret clientSecret,
            @Nullable String scope,
            @Nullable String user,
            Clock clock) {
        this.tokenUri = tokenUri;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.scope = scope;
        this.user = user;
        this.clock = clock;
    }

    @Override
    public Credentials credentialsFor(PeerAddress peer) throws IOException, InterruptedException {
        fetching.lockInterruptibly();
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
        HttpResponse<String> response = Http.CLIENT.send(request(), HttpResponse.BodyHandlers.ofString());
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

    private void requireProtection() throws IOException {
        String host = tokenUri.getHost() == null ? "" : tokenUri.getHost();
        boolean here = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
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
                .timeout(PATIENCE)
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
