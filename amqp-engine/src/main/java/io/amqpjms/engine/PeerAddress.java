package io.amqpjms.engine;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a peer listens. Immutable.
 *
 * @param host name or address, an IPv6 address without brackets
 * @param port TCP port
 * @param tls how to secure the connection, or null for clear text
 * @param webSocket the WebSocket that carries AMQP there, or null for none
 */
public record PeerAddress(
        String host,
        int port,
        @Nullable TlsOptions tls,
        @Nullable WebSocketOptions webSocket) {
    /** The port of AMQP in clear text. */
    public static final int AMQP_PORT = 5672;

    /** The port of AMQP over TLS. */
    public static final int AMQPS_PORT = 5671;

    /** A peer reached over TCP, without a WebSocket. */
    public PeerAddress(String host, int port, @Nullable TlsOptions tls) {
        this(host, port, tls, null);
    }

    /** A peer reached in clear text. */
    public static PeerAddress of(String host, int port) {
        return new PeerAddress(host, port, null);
    }

    /**
     * The peer that a URL names: {@code amqp://host[:port]} or {@code amqps://host[:port]}, with the default ports 5672 and
     * 5671, or, over a WebSocket, {@code amqpws://host[:port][/path][?query]} or {@code amqpwss://}, with 80 and 443.
     * Brackets are around an IPv6 address.
     *
     * @throws IllegalArgumentException if the URL is malformed, has another scheme, or has a user in it
     */
    public static PeerAddress parse(String url) {
        URI uri = uri(url);
        Way way = Way.of(uri.getScheme());
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("The URL holds a user name or password, which would end up in logs."
                    + " Leave it out and give them as options.");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException("The URL '" + url + "' has no host, as in amqp://localhost:5672");
        }
        return new PeerAddress(
                uri.getHost().replaceAll("[\\[\\]]", ""),
                uri.getPort() >= 0 ? uri.getPort() : way.port,
                way.secure ? TlsOptions.DEFAULT : null,
                way.webSocket ? WebSocketOptions.at(pathAndQuery(uri)) : null);
    }

    private static String pathAndQuery(URI uri) {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
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

    /** As a URL: {@code amqp://host:port}, {@code amqps://}, {@code amqpws://} or {@code amqpwss://}; without a query. */
    @Override
    public String toString() {
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        String scheme = "amqp" + (webSocket == null ? "" : "ws") + (tls == null ? "" : "s");
        return scheme + "://" + name + ":" + port + (webSocket == null ? "" : webSocket.shownPath());
    }

    /** What a scheme means. */
    private enum Way {
        AMQP(AMQP_PORT, false, false),
        AMQPS(AMQPS_PORT, true, false),
        AMQPWS(80, false, true),
        AMQPWSS(443, true, true);

        final int port;
        final boolean secure;
        final boolean webSocket;

        Way(int port, boolean secure, boolean webSocket) {
            this.port = port;
            this.secure = secure;
            this.webSocket = webSocket;
        }

        static Way of(@Nullable String scheme) {
            for (Way way : values()) {
                if (way.name().toLowerCase(Locale.ROOT).equalsIgnoreCase(scheme)) {
                    return way;
                }
            }
            throw new IllegalArgumentException("The URL '" + scheme + "://...' cannot be connected to: the scheme must"
                    + " be amqp, amqps, amqpws or amqpwss, as in amqp://localhost:5672");
        }
    }
}
