package io.amqpjms.engine;

import org.jspecify.annotations.Nullable;

/**
 * Where a peer listens. Immutable.
 *
 * @param host name or address
 * @param port TCP port
 * @param tls how to secure the connection, or null for clear text
 */
public record PeerAddress(String host, int port, @Nullable TlsOptions tls) {
    /** A peer reached in clear text. */
    public static PeerAddress of(String host, int port) {
        return new PeerAddress(host, port, null);
    }
}
