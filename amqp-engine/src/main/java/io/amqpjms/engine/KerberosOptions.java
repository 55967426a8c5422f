package io.amqpjms.engine;

import org.jspecify.annotations.Nullable;

/**
 * How to log in by Kerberos, the mechanism GSSAPI (RFC 4752). Immutable.
 *
 * @param configScope name of the JAAS entry to log in by; where no such entry is configured, the user's ticket cache is
 *     used
 * @param protocol first part of the server's principal, {@code protocol/serverName}
 * @param serverName second part of it, or null for the host that is connected to
 */
public record KerberosOptions(
        String configScope, String protocol, @Nullable String serverName) {
    /** The JAAS entry {@code amqp-jms-client} and the principal {@code amqp/<host>}. */
    public static final KerberosOptions DEFAULT = new KerberosOptions("amqp-jms-client", "amqp", null);
}
