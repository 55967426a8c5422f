package io.amqpjms.jms.internal.options;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The URI of one broker, taken apart. Immutable.
 *
 * @param scheme how it is reached
 * @param host name or address, without brackets
 * @param port the port, or null if the URI names none
 * @param path the path, empty for none
 * @param options its options, names not yet checked
 */
record ServerUri(Scheme scheme, String host, @Nullable Integer port, String path, Map<String, String> options) {

    private static final Pattern HOST_NAME = Pattern.compile("[\\p{L}\\p{N}._~-]+");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]+(%[\\w.~-]+)?");
    private static final Kind<Integer> PORT = Kind.number(1, 65_535, "");

    /** Takes one broker's URI apart; {@code whole} is the URI that a refusal names. */
    static ServerUri parse(String uri, String whole) {
        Scheme scheme = Scheme.find(BrokerUri.schemeOf(uri, whole));
        if (scheme == null) {
            throw InvalidOptionException.uri(whole, "only single brokers may stand in a list of brokers.");
        }
        String rest = uri.substring(scheme.text().length() + "://".length());
        int question = rest.indexOf('?');
        String place = question < 0 ? rest : rest.substring(0, question);
        int slash = place.indexOf('/');
        String authority = slash < 0 ? place : place.substring(0, slash);
        String path = slash < 0 ? "" : place.substring(slash);
        checkUser(place.indexOf('@') >= 0 || Redactor.cutsOffAPassword(uri), whole);
        checkPath(path, scheme, whole);
        checkBrackets(authority, whole);
        int portColon = authority.indexOf(':', authority.lastIndexOf(']') + 1);
        String host = portColon < 0 ? authority : authority.substring(0, portColon);
        return new ServerUri(
                scheme,
                bareHost(host, whole),
                portColon < 0 ? null : port(authority.substring(portColon + 1), whole),
                path.equals("/") ? "" : path,
                question < 0 ? Map.of() : Query.parse(rest.substring(question + 1), whole));
    }

    private static void checkUser(boolean hasUser, String whole) {
        if (hasUser) {
            throw InvalidOptionException.uri(
                    whole,
                    "user and password do not belong before the host, where logs would show them. Use the options"
                            + " jms.username and jms.password, or createConnection(user, password).");
        }
    }

    private static void checkPath(String path, Scheme scheme, String whole) {
        if (path.length() > 1 && !scheme.isWebSocket()) {
            throw InvalidOptionException.uri(
                    whole,
                    "it has a path. An address is named by createQueue or createTopic, a virtual host by amqp.vhost.");
        }
    }

    private static void checkBrackets(String authority, String whole) {
        if (!authority.startsWith("[") && authority.indexOf(':') != authority.lastIndexOf(':')) {
            throw InvalidOptionException.uri(whole, "an IPv6 address stands in brackets, like amqp://[::1]:5672.");
        }
    }

    private static String bareHost(String host, String whole) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String bare = bracketed ? host.substring(1, host.length() - 1) : host;
        if (bare.isEmpty()) {
            throw InvalidOptionException.uri(whole, "it names no host, as " + BrokerUri.DEFAULT + " does.");
        }
        if (!(bracketed ? IPV6 : HOST_NAME).matcher(bare).matches()) {
            throw InvalidOptionException.uri(whole, "'" + bare + "' is no host.");
        }
        return bare;
    }

    private static int port(String text, String whole) {
        Integer port = PORT.read(text);
        if (port == null) {
            throw InvalidOptionException.uri(whole, "'" + text + "' is no port. Ports go from 1 to 65535.");
        }
        return port;
    }

    ServerUri withoutOptions() {
        return new ServerUri(scheme, host, port, path, Map.of());
    }

    ServerUri withoutSecrets() {
        return new ServerUri(scheme, host, port, path, Query.withoutSecrets(options));
    }

    /** The text that {@link #parse} takes; shows secrets. */
    String text() {
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return scheme.text() + "://" + name + (port == null ? "" : ":" + port) + path + Query.text(options);
    }

    @Override
    public String toString() {
        return withoutSecrets().text();
    }
}
