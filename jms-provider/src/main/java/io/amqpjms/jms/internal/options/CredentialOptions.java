package io.amqpjms.jms.internal.options;

import io.amqpjms.engine.Credentials;
import io.amqpjms.engine.CredentialsProvider;
import io.amqpjms.engine.OAuthClientCredentials;
import io.amqpjms.engine.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The options that say where the credentials of a login come from, where they are not a user and a password. */
public final class CredentialOptions {

    private static final OptionList LIST = new OptionList("amqp.");

    public static final Option<String> TOKEN_FILE = LIST.works(
            "saslTokenFile",
            Kind.text("/var/run/secrets/broker/token"),
            Default.NONE,
            "A file with a bearer token, read at each login; jms.username may name its user.");

    public static final Option<String> USER_VARIABLE = LIST.works(
            "saslUserVariable",
            Kind.text("BROKER_USER"),
            Default.NONE,
            "The environment variable with the user to log in as; amqp.saslPasswordVariable goes with it.");

    public static final Option<String> PASSWORD_VARIABLE = LIST.works(
            "saslPasswordVariable",
            Kind.text("BROKER_PASSWORD"),
            Default.NONE,
            "The environment variable with the user's password.");

    public static final Option<URI> OAUTH_TOKEN_URI = LIST.works(
            "oauthTokenUri",
            Kind.uri("https://login.example.com/token"),
            Default.NONE,
            "Where to get bearer tokens by the OAuth 2 client credentials grant (RFC 6749 §4.4).");

    public static final Option<String> OAUTH_CLIENT_ID =
            LIST.works("oauthClientId", Kind.text("billing"), Default.NONE, "Who asks for the token.");

    public static final Option<Secret> OAUTH_CLIENT_SECRET =
            LIST.works("oauthClientSecret", Kind.secret(), Default.NONE, "The secret of who asks for the token.");

    public static final Option<String> OAUTH_SCOPE = LIST.works(
            "oauthScope",
            Kind.text("broker.read broker.write"),
            Default.NONE,
            "What the token shall be good for; left out, the token server decides.");

    private CredentialOptions() {}

    static List<Option<?>> all() {
        return LIST.all();
    }

    /** What the options that were set say; a source in a file or at a server wins over a user and password. */
    static CredentialsProvider provider(Map<Option<?>, Object> given) {
        String user = find(given, JmsOptions.USERNAME);
        URI tokenUri = find(given, OAUTH_TOKEN_URI);
        if (tokenUri != null) {
            return oauth(given, tokenUri, user);
        }
        String file = find(given, TOKEN_FILE);
        if (file != null) {
            return CredentialsProvider.tokenFile(user, Path.of(file));
        }
        String variable = find(given, USER_VARIABLE);
        if (variable != null) {
            String password = find(given, PASSWORD_VARIABLE);
            return password == null
                    ? incomplete(PASSWORD_VARIABLE, USER_VARIABLE)
                    : CredentialsProvider.environment(variable, password);
        }
        return Credentials.password(user, find(given, JmsOptions.PASSWORD));
    }

    private static CredentialsProvider oauth(Map<Option<?>, Object> given, URI tokenUri, @Nullable String user) {
        String clientId = find(given, OAUTH_CLIENT_ID);
        Secret clientSecret = find(given, OAUTH_CLIENT_SECRET);
        if (clientId == null || clientSecret == null) {
            return incomplete(clientId == null ? OAUTH_CLIENT_ID : OAUTH_CLIENT_SECRET, OAUTH_TOKEN_URI);
        }
        return new OAuthClientCredentials(tokenUri, clientId, clientSecret, find(given, OAUTH_SCOPE), user);
    }

    /** Told at the login, for options may be set one after the other. */
    private static CredentialsProvider incomplete(Option<?> missing, Option<?> because) {
        return peer -> {
            throw InvalidOptionException.missing(missing, because);
        };
    }

    @SuppressWarnings("unchecked") // only values that the option itself has read are put in
    private static <T> @Nullable T find(Map<Option<?>, Object> given, Option<T> option) {
        return (T) given.get(option);
    }
}
