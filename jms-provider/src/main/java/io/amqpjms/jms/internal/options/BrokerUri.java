package io.amqpjms.jms.internal.options;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A URI taken apart: the brokers it names and the options it holds, names not yet checked. Immutable.
 *
 * @param servers the brokers with the options of each
 * @param failover whether it is a {@code failover:} URI
 * @param options the options of the URI as a whole
 */
record BrokerUri(List<ServerUri> servers, boolean failover, Map<String, String> options) {

    /** What is connected to when nothing is said. */
    static final String DEFAULT = "amqp://localhost:5672";

    private static final Pattern BETWEEN_BROKERS = Pattern.compile(",(?=\\s*[A-Za-z][A-Za-z0-9+.-]*:)");
    static final String FAILOVER = "failover";
    private static final String DISCOVERY = "discovery";

    /** Takes the text apart; refuses what is no URI of ours. */
    static BrokerUri parse(String text) {
        String uri = text.strip();
        String scheme = schemeOf(uri, uri);
        if (scheme.equals(DISCOVERY)) {
            throw InvalidOptionException.unsupportedUri(
                    uri, FailoverOptions.ANY_DISCOVERY.support().reason());
        }
        if (scheme.equals(FAILOVER)) {
            return failover(uri);
        }
        ServerUri server = ServerUri.parse(uri, uri);
        return new BrokerUri(List.of(server.withoutOptions()), false, server.options());
    }

    /** The scheme in lower case; {@code whole} is the URI that a refusal names. */
    static String schemeOf(String uri, String whole) {
        int colon = uri.indexOf(':');
        String scheme = colon < 0 ? "" : uri.substring(0, colon).toLowerCase(Locale.ROOT);
        List<String> known = new ArrayList<>(Scheme.names());
        known.add(FAILOVER);
        known.add(DISCOVERY);
        boolean hostFirst = scheme.contains(".") || scheme.contains("@") || scheme.equals("localhost");
        boolean slashesMissing = Scheme.find(scheme) != null && !uri.startsWith("://", colon);
        if (colon < 0 || hostFirst || slashesMissing) {
            throw InvalidOptionException.uri(whole, "it must begin like " + DEFAULT + ".");
        }
        if (!known.contains(scheme)) {
            String nearest = Nearest.to(scheme, known);
            throw InvalidOptionException.uri(
                    whole,
                    "there is no scheme '" + scheme + "'. "
                            + (nearest == null
                                    ? "Use amqp:// or, with TLS, amqps://."
                                    : "Did you mean '" + nearest + "'?"));
        }
        return scheme;
    }

    private static BrokerUri failover(String uri) {
        String rest = uri.substring(FAILOVER.length() + 1);
        String body = rest.startsWith("//") ? rest.substring(2) : rest;
        if (!body.startsWith("(")) {
            return new BrokerUri(brokers(body, uri), true, Map.of());
        }
        int close = closing(body, uri);
        String query = body.substring(close + 1);
        if (!query.isEmpty() && !query.startsWith("?")) {
            throw InvalidOptionException.uri(uri, "only options, after a question mark, may follow its brokers.");
        }
        Map<String, String> options = query.isEmpty() ? Map.of() : Query.parse(query.substring(1), uri);
        return new BrokerUri(brokers(body.substring(1, close), uri), true, options);
    }

    private static int closing(String body, String whole) {
        int depth = 0;
        for (int i = 0; i < body.length(); i++) {
            char next = body.charAt(i);
            depth += next == '(' ? 1 : next == ')' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw InvalidOptionException.uri(whole, "the bracket before its brokers is never closed.");
    }

    private static List<ServerUri> brokers(String list, String whole) {
        if (list.isBlank()) {
            throw InvalidOptionException.uri(whole, "it names no broker, as failover:(amqp://one,amqp://two) does.");
        }
        List<ServerUri> servers = new ArrayList<>();
        for (String uri : BETWEEN_BROKERS.split(list, -1)) {
            servers.add(ServerUri.parse(uri.strip(), whole));
        }
        return List.copyOf(servers);
    }

    /** The URI without the options that hold secrets. */
    BrokerUri withoutSecrets() {
        return new BrokerUri(
                servers.stream().map(ServerUri::withoutSecrets).toList(), failover, Query.withoutSecrets(options));
    }

    /** The text that {@link #parse} takes; shows secrets. */
    String text() {
        String list = servers.stream().map(ServerUri::text).collect(joining(","));
        return (failover ? FAILOVER + ":(" + list + ")" : list) + Query.text(options);
    }

    @Override
    public String toString() {
        return withoutSecrets().text();
    }
}
