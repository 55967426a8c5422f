package io.amqpjms.engine;

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
     * @throws IllegalArgumentException if the URL is malformed, has another scheme, a user, or, without a WebSocket, a path or
     *     options, which would not be used; the message does not repeat the URL
     */
    public static PeerAddress parse(String url) {
        PeerUrl parsed = PeerUrl.parse(url);
        return new PeerAddress(
                parsed.host(),
                parsed.port(),
                parsed.way().secure ? TlsOptions.DEFAULT : null,
                parsed.way().webSocket ? WebSocketOptions.at(parsed.pathAndQuery()) : null);
    }

    /** As a URL: {@code amqp://host:port}, {@code amqps://}, {@code amqpws://} or {@code amqpwss://}; without a query. */
    @Override
    public String toString() {
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        String scheme = "amqp" + (webSocket == null ? "" : "ws") + (tls == null ? "" : "s");
        return scheme + "://" + name + ":" + port + (webSocket == null ? "" : webSocket.shownPath());
    }
}
