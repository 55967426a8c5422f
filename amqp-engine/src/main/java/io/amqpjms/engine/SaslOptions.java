package io.amqpjms.engine;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How to log in (AMQP 1.0 §5.3). Immutable.
 *
 * @param enabled whether there is a SASL layer at all
 * @param user user name, or null
 * @param password the password, or null
 * @param mechanisms the mechanisms that may be used, or empty for every one that fits the credentials
 * @param allowInsecure whether a mechanism may send the password in clear over an unencrypted connection to a host that
 *     is not this machine
 */
public record SaslOptions(
        boolean enabled,
        @Nullable String user,
        @Nullable Secret password,
        Set<String> mechanisms,
        boolean allowInsecure) {
    public SaslOptions {
        mechanisms = Set.copyOf(mechanisms);
    }

    /** No credentials. */
    public static SaslOptions anonymous() {
        return new SaslOptions(true, null, null, Set.of(), false);
    }

    /** A user and a password. */
    public static SaslOptions user(String user, Secret password) {
        return new SaslOptions(true, user, password, Set.of(), false);
    }

    /** No SASL layer. */
    public static SaslOptions off() {
        return new SaslOptions(false, null, null, Set.of(), false);
    }

    /** A copy that may, or may not, send a password in clear over an unencrypted connection. */
    public SaslOptions withAllowInsecure(boolean allowed) {
        return new SaslOptions(enabled, user, password, mechanisms, allowed);
    }

    /** A copy that may use these mechanisms only. */
    public SaslOptions withMechanisms(List<String> names) {
        return new SaslOptions(enabled, user, password, Set.copyOf(names), allowInsecure);
    }
}
