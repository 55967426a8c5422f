package io.amqpjms.engine;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A proxy that connects to the peer in this side's place, and resolves the peer's name. Immutable.
 *
 * @param kind how the proxy is asked
 * @param host name or address of the proxy
 * @param port its TCP port
 * @param user who to be there, or null for nobody
 * @param password that user's password, or null for none
 */
public record ProxyOptions(
        Kind kind,
        String host,
        int port,
        @Nullable String user,
        @Nullable Secret password) {
    /** How a proxy is asked for a connection. */
    public enum Kind {
        /** By HTTP's CONNECT (RFC 9110 §9.3.6). */
        HTTP(8080),
        /** By SOCKS version 5 (RFC 1928). */
        SOCKS5(1080);

        private final int port;

        Kind(int port) {
            this.port = port;
        }
    }

    /**
     * The proxy that a URL names: {@code http://host[:8080]} or {@code socks5://host[:1080]}.
     *
     * @throws IllegalArgumentException if the URL is malformed, has another scheme, or has a user in it
     */
    public static ProxyOptions parse(String url) {
        URI uri;
        try {
            uri = URI.create(url.strip());
        } catch (IllegalArgumentException e) {
            // Without the cause, which repeats the URL.
            throw new IllegalArgumentException("The URL of the proxy is malformed. " + LIKE);
        }
        if (String.valueOf(uri.getRawAuthority()).indexOf('@') >= 0) {
            throw new IllegalArgumentException("The URL of the proxy holds a user name or password, which would end up"
                    + " in logs. Leave it out and give them as options.");
        }
        Kind kind = kind(uri.getScheme());
        if (kind == null
                || uri.getHost() == null
                || uri.getRawQuery() != null
                || !uri.getRawPath().replace("/", "").isEmpty()) {
            throw new IllegalArgumentException("The URL of the proxy cannot be used. " + LIKE);
        }
        return new ProxyOptions(
                kind,
                uri.getHost().replaceAll("[\\[\\]]", ""),
                uri.getPort() >= 0 ? uri.getPort() : kind.port,
                null,
                null);
    }

    private static final String LIKE =
            "It should look like http://proxy.example.com:8080 or" + " socks5://proxy.example.com:1080.";

    private static @Nullable Kind kind(@Nullable String scheme) {
        // With an h, as curl has it: the proxy resolves the name, which is the only way here.
        return switch (scheme == null ? "" : scheme.toLowerCase(Locale.ROOT)) {
            case "http" -> Kind.HTTP;
            case "socks5", "socks5h" -> Kind.SOCKS5;
            default -> null;
        };
    }

    /** A copy that logs in at the proxy. */
    public ProxyOptions withUser(@Nullable String name, @Nullable Secret secret) {
        return new ProxyOptions(kind, host, port, name, secret);
    }

    /** The proxy as a URL, without the user. */
    @Override
    public String toString() {
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return kind.name().toLowerCase(Locale.ROOT) + "://" + name + ":" + port;
    }
}
