package io.amqpjms.engine;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The URL of a peer, taken apart. Whatever is refused is told without the URL, which may hold a password. Immutable.
 *
 * @param way what its scheme means
 * @param host name or address, an IPv6 address without brackets
 * @param port TCP port, that of the scheme if the URL names none
 * @param pathAndQuery what a WebSocket is asked for, a slash for the root
 */
record PeerUrl(Way way, String host, int port, String pathAndQuery) {
    // What DNS has and a URI has no form for, such as an underscore, leaves the URI without a host.
    private static final Pattern NAME_AND_PORT = Pattern.compile("([\\p{L}\\p{N}._~-]+)(?::(\\d{0,5}))?");

    /** Takes it apart, as {@link PeerAddress#parse} promises. */
    static PeerUrl parse(String url) {
        URI uri = uri(url);
        Way way = Way.of(uri.getScheme());
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        if (authority.indexOf('@') >= 0) {
            throw new IllegalArgumentException("The URL holds a user name or password, which would end up in logs."
                    + " Leave it out and give them as options.");
        }
        checkRest(way, uri);
        if (uri.getHost() != null) {
            return new PeerUrl(
                    way, uri.getHost().replaceAll("[\\[\\]]", ""), way.portOr(uri.getPort()), pathAndQuery(uri));
        }
        Matcher named = NAME_AND_PORT.matcher(authority);
        if (!named.matches()) {
            throw new IllegalArgumentException("The URL has no host, as in amqp://localhost:5672");
        }
        String port = named.group(2);
        return new PeerUrl(
                way,
                named.group(1),
                way.portOr(port == null || port.isEmpty() ? -1 : Integer.parseInt(port)),
                pathAndQuery(uri));
    }

    private static void checkRest(Way way, URI uri) {
        String path = uri.getRawPath();
        boolean more = uri.getRawQuery() != null || (path != null && path.length() > 1);
        if (uri.getRawAuthority() != null && (uri.getRawFragment() != null || (more && !way.webSocket))) {
            throw new IllegalArgumentException(
                    "The URL goes on behind host and port, where " + way.scheme()
                            + " has no path and no options: they would not be used. Leave them out, as in amqp://localhost:5672");
        }
    }

    private static String pathAndQuery(URI uri) {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    // Without the cause, which repeats the URL.
    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("The URL is malformed at character " + e.getIndex() + ": "
                    + e.getReason() + ". It should look like amqp://localhost:5672");
        }
    }

    /** What a scheme means. */
    enum Way {
        AMQP(PeerAddress.AMQP_PORT, false, false),
        AMQPS(PeerAddress.AMQPS_PORT, true, false),
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
                if (way.scheme().equalsIgnoreCase(scheme)) {
                    return way;
                }
            }
            throw new IllegalArgumentException("The URL '" + scheme + "://...' cannot be connected to: the scheme must"
                    + " be amqp, amqps, amqpws or amqpwss, as in amqp://localhost:5672");
        }

        String scheme() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** This port, or that of the scheme if it is none. */
        int portOr(int given) {
            return given >= 0 ? given : port;
        }
    }
}
