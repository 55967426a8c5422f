package io.amqpjms.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How to ask a web server for a WebSocket that carries AMQP. Immutable.
 *
 * @param path path and, behind a question mark, query of the request; begins with a slash
 * @param headers further headers of the request, such as a token that a gateway wants; their values are never shown
 */
public record WebSocketOptions(String path, Map<String, Secret> headers) {
    /** The path that Artemis and others serve at, and none that is special. */
    public static final WebSocketOptions DEFAULT = at("/");

    public WebSocketOptions {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("The path of a WebSocket begins with a slash, but is '" + path + "'");
        }
        headers = Map.copyOf(headers);
    }

    /** A request for this path, empty for the root. */
    public static WebSocketOptions at(@Nullable String path) {
        return new WebSocketOptions(path == null || path.isEmpty() ? "/" : path, Map.of());
    }

    /** A copy with one header more. */
    public WebSocketOptions withHeader(String name, Secret value) {
        Map<String, Secret> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new WebSocketOptions(path, more);
    }

    /** The path without its query, which may hold a token; nothing for the root. */
    String shownPath() {
        String shown = path.substring(0, path.indexOf('?') < 0 ? path.length() : path.indexOf('?'));
        return shown.equals("/") ? "" : shown;
    }

    /** The path without its query, and the names of the headers. */
    @Override
    public String toString() {
        return "WebSocketOptions[path=" + shownPath() + ", headers="
                + headers.keySet().stream().sorted().collect(Collectors.toList()) + "]";
    }
}
