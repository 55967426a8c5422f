package io.amqpjms.engine.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A token endpoint (RFC 6749 §4.4) on a loopback socket, which knows one client and remembers how long each token is good. For
 * any thread.
 */
public final class TokenServer implements AutoCloseable {
    private final HttpServer server;
    private final String clientSecret;
    private final Duration life;
    private final AtomicInteger number = new AtomicInteger();
    private final Map<String, Instant> ends = new ConcurrentHashMap<>();

    /** A server that gives tokens of this life for this secret. */
    public TokenServer(String clientSecret, Duration life) throws IOException {
        this.clientSecret = clientSecret;
        this.life = life;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", this::answer);
        server.start();
    }

    /** The endpoint. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/token");
    }

    /** How many tokens were given. */
    public int given() {
        return number.get();
    }

    /** Whether this is a token from here whose time is not over. */
    public boolean isGood(String token) {
        Instant end = ends.get(token);
        return end != null && Instant.now().isBefore(end);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        boolean known = form.contains("client_secret=" + clientSecret);
        byte[] body = (known ? token() : "{\"error\":\"invalid_client\"}").getBytes(UTF_8);
        exchange.sendResponseHeaders(known ? 200 : 401, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String token() {
        String token = "t0ken-" + number.incrementAndGet();
        ends.put(token, Instant.now().plus(life));
        return "{\"access_token\":\"" + token + "\",\"expires_in\":" + life.toSeconds() + "}";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
