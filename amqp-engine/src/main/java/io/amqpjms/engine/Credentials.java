package io.amqpjms.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a login is proved with. Immutable; its string form shows no secret.
 *
 * @param user user name, or null for nobody
 * @param secret the password or token, or null for none
 * @param kind what the secret is
 * @param expires when a token runs out, or null if that is not known
 */
public record Credentials(
        @Nullable String user,
        @Nullable Secret secret,
        Kind kind,
        @Nullable Instant expires) implements CredentialsProvider {
    /** Nobody: an anonymous login, or one by a client certificate. */
    public static final Credentials NONE = new Credentials(null, null, Kind.PASSWORD, null);

    /** What a secret is. */
    public enum Kind {
        /** A user's password. */
        PASSWORD,
        /** An OAuth 2 bearer token (RFC 6750). */
        TOKEN
    }

    /** A user and a password. */
    public static Credentials password(@Nullable String user, @Nullable Secret password) {
        return new Credentials(user, password, Kind.PASSWORD, null);
    }

    /** A bearer token, with the user that some servers want beside it. */
    public static Credentials token(@Nullable String user, Secret token, @Nullable Instant expires) {
        return new Credentials(user, token, Kind.TOKEN, expires);
    }

    @Override
    public Credentials credentialsFor(PeerAddress peer) {
        return this;
    }
}
