package io.amqpjms.engine;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Where a peer listens. Immutable.
 *
 * @param host name or address, an IPv6 address without brackets
 * @param port TCP port
 * @param tls how to secure the connection, or null for clear text
 */
public record PeerAddress(String host, int port, @Nullable TlsOptions tls) {
    /** The port of AMQP in clear text. */
    public static final int AMQP_PORT = 5672;

    /** The port of AMQP over TLS. */
    public static final int AMQPS_PORT = 5671;

    /** A peer reached in clear text. */
    public static PeerAddress of(String host, int port) {
        return new PeerAddress(host, port, null);
    }

    /**
     * The peer that a URL names: {@code amqp://host[:port]} or {@code amqps://host[:port]}, with the default ports 5672 and
     * 5671, and brackets around an IPv6 address.
     *
     * @throws IllegalArgumentException if the URL is malformed, has another scheme, or has a user in it
     */
    public static PeerAddress parse(String url) {
        URI uri = uri(url);
        boolean secure = "amqps".equalsIgnoreCase(uri.getScheme());
        if (!secure && !"amqp".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException("The URL '" + uri.getScheme() + "://...' cannot be connected to: the"
                    + " scheme must be amqp or amqps, as in amqp://localhost:5672");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("The URL holds a user name or password, which would end up in logs."
                    + " Leave it out and give them as options.");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("The URL '" + url + "' has no host, as in amqp://localhost:5672");
        }
        String host = uri.getHost().replaceAll("[\\[\\]]", "");
        int port = uri.getPort() >= 0 ? uri.getPort() : secure ? AMQPS_PORT : AMQP_PORT;
        return new PeerAddress(host, port, secure ? TlsOptions.DEFAULT : null);
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "The URL is malformed at character " + e.getIndex() + ": " + e.getReason()
                            + ". It should look like amqp://localhost:5672",
                    e);
        }
    }
}
