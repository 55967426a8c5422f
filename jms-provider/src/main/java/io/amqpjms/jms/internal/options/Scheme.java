package io.amqpjms.jms.internal.options;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a broker is reached, as the beginning of its URI says. */
public enum Scheme {
    /** AMQP over TCP. */
    AMQP(false, false, 5672),
    /** AMQP over TLS. */
    AMQPS(true, false, 5671),
    /** AMQP over a WebSocket. */
    AMQPWS(false, true, 80),
    /** AMQP over a WebSocket over TLS. */
    AMQPWSS(true, true, 443);

    private final boolean secure;
    private final boolean webSocket;
    private final int port;

    Scheme(boolean secure, boolean webSocket, int port) {
        this.secure = secure;
        this.webSocket = webSocket;
        this.port = port;
    }

    /** The scheme of this name, or null if there is none. */
    public static @Nullable Scheme find(String name) {
        return Arrays.stream(values())
                .filter(scheme -> scheme.text().equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
    }

    /** The names of all schemes. */
    static List<String> names() {
        return Arrays.stream(values()).map(Scheme::text).toList();
    }

    /** The name as it stands in a URI. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether TLS is spoken. */
    public boolean isSecure() {
        return secure;
    }

    /** Whether AMQP goes through a WebSocket. */
    public boolean isWebSocket() {
        return webSocket;
    }

    /** The port of a URI that names none, where no option does either. */
    int port() {
        return port;
    }

    /** The option with the port of a URI that names none. */
    Option<Integer> defaultPort() {
        return secure ? TransportOptions.DEFAULT_SSL_PORT : TransportOptions.DEFAULT_TCP_PORT;
    }
}
