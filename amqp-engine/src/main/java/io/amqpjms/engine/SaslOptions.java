package io.amqpjms.engine;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How to log in (AMQP 1.0 §5.3). Immutable.
 *
 * @param enabled whether there is a SASL layer at all
 * @param credentials who gives the credentials of each login
 * @param mechanisms the mechanisms that may be used, or empty for every one that fits the credentials; GSSAPI is used
 *     only if it is named here
 * @param allowInsecure whether a mechanism may send a password or token in clear over an unencrypted connection to a
 *     host that is not this machine
 * @param kerberos how to log in by GSSAPI
 */
public record SaslOptions(
        boolean enabled,
        CredentialsProvider credentials,
        Set<String> mechanisms,
        boolean allowInsecure,
        KerberosOptions kerberos) {
    public SaslOptions {
        mechanisms = Set.copyOf(mechanisms);
    }

    /** No credentials. */
    public static SaslOptions anonymous() {
        return of(Credentials.NONE);
    }

    /** A user and a password. */
    public static SaslOptions user(String user, @Nullable Secret password) {
        return of(Credentials.password(user, password));
    }

    /** Whatever the provider gives at each login. */
    public static SaslOptions of(CredentialsProvider credentials) {
        return new SaslOptions(true, credentials, Set.of(), false, KerberosOptions.DEFAULT);
    }

    /** No SASL layer. */
    public static SaslOptions off() {
        return new SaslOptions(false, Credentials.NONE, Set.of(), false, KerberosOptions.DEFAULT);
    }

    /** A copy that may, or may not, send a password in clear over an unencrypted connection. */
    public SaslOptions withAllowInsecure(boolean allowed) {
        return new SaslOptions(enabled, credentials, mechanisms, allowed, kerberos);
    }

    /** A copy that may use these mechanisms only. */
    public SaslOptions withMechanisms(List<String> names) {
        return new SaslOptions(enabled, credentials, Set.copyOf(names), allowInsecure, kerberos);
    }

    /** A copy that logs in by Kerberos in this way, where GSSAPI is allowed. */
    public SaslOptions withKerberos(KerberosOptions options) {
        return new SaslOptions(enabled, credentials, mechanisms, allowInsecure, options);
    }
}
