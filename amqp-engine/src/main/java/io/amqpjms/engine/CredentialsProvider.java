package io.amqpjms.engine;

import io.amqpjms.engine.internal.sasl.TokenFile;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives the credentials of each login, at the first connect and at each reconnect, so that rotated passwords and
 * short-lived tokens just work. {@link Credentials} that never change are a provider themselves.
 */
@FunctionalInterface
public interface CredentialsProvider {
    /**
     * The credentials for a login at this peer. Called on a thread of its own, which it may block, once the peer has
     * offered its mechanisms; the connection's open timeout bounds the wait.
     *
     * @throws Exception if there are none to be had; the login fails with it as the cause, and is tried again as any
     *     failed login is
     */
    Credentials credentialsFor(PeerAddress peer) throws Exception;

    /**
     * A user and a password from environment variables, read at each login.
     *
     * @param userVariable name of the variable with the user
     * @param passwordVariable name of the variable with the password
     */
    static CredentialsProvider environment(String userVariable, String passwordVariable) {
        return peer -> {
            Map<String, String> environment = System.getenv();
            return Credentials.password(
                    needed(environment, userVariable), Secret.of(needed(environment, passwordVariable)));
        };
    }

    /**
     * A token that another process keeps fresh in a file, such as a Kubernetes service account's; read at each login.
     *
     * @param user the user the token stands for, or null where the token alone tells
     */
    static CredentialsProvider tokenFile(@Nullable String user, Path file) {
        return new TokenFile(user, file);
    }

    private static String needed(Map<String, String> environment, String variable) {
        String value = environment.get(variable);
        if (value == null) {
            throw new IllegalStateException("The environment variable " + variable + " is not set");
        }
        return value;
    }
}
