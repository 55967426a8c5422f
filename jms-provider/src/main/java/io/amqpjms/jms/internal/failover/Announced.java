package io.amqpjms.jms.internal.failover;

import io.amqpjms.engine.ErrorCondition;
import io.amqpjms.engine.message.Symbol;
import io.amqpjms.jms.internal.options.Broker;
import io.amqpjms.jms.internal.options.Scheme;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a broker says of others: the list in its open properties, and the place it sends a client or a link to (AMQP 1.0
 * §2.8.16, §2.8.18). What cannot be understood is passed over, and so is a way that is less safe than the present one.
 * Stateless.
 */
public final class Announced {
    private static final Symbol SERVER_LIST = Symbol.of("failover-server-list");
    private static final Symbol NETWORK_HOST = Symbol.of("network-host");
    private static final Symbol HOSTNAME = Symbol.of("hostname");
    private static final Symbol PORT = Symbol.of("port");
    private static final Symbol SCHEME = Symbol.of("scheme");
    private static final Symbol PATH = Symbol.of("path");
    private static final Symbol ADDRESS = Symbol.of("address");
    private static final String REDIRECT = "amqp:connection:redirect";
    private static final String LINK_REDIRECT = "amqp:link:redirect";

    private Announced() {}

    /** The brokers in the open properties of the present one. */
    static List<Broker> brokers(Map<Symbol, @Nullable Object> properties, Broker present) {
        List<Broker> found = new ArrayList<>();
        if (properties.get(SERVER_LIST) instanceof List<?> list) {
            for (Object entry : list) {
                Broker broker = entry instanceof Map<?, ?> fields ? broker(fields, present) : null;
                if (broker != null) {
                    found.add(broker);
                }
            }
        }
        return found;
    }

    /** Where the present broker sends the client, or null if it does not. */
    public static @Nullable Broker redirect(@Nullable ErrorCondition error, Broker present) {
        return error != null && error.condition().toString().equals(REDIRECT) ? asked(error.info(), present) : null;
    }

    /** Whether a link was refused to be attached elsewhere. */
    public static boolean redirectsLink(@Nullable ErrorCondition error) {
        return error != null && error.condition().toString().equals(LINK_REDIRECT);
    }

    /** Where a link is to be attached: at another broker, or at the present one if only the address differs; null if unclear. */
    public static @Nullable Broker linkRedirect(ErrorCondition error, Broker present) {
        Map<?, ?> fields = error.info();
        if (field(fields, NETWORK_HOST) == null && field(fields, PORT) == null) {
            return address(error) == null ? null : present;
        }
        return asked(fields, present);
    }

    // The name is for login and open only. Were it for TLS too, a certificate for it would do, whoever is dialled.
    private static @Nullable Broker asked(Map<?, ?> fields, Broker present) {
        Broker found = broker(fields, present);
        return found != null && field(fields, HOSTNAME) instanceof String hostname && !hostname.isEmpty()
                ? new Broker(found.scheme(), found.host(), found.port(), found.path(), hostname)
                : found;
    }

    /** The address at which a link is to be attached, or null for its own. */
    public static @Nullable String address(ErrorCondition error) {
        return field(error.info(), ADDRESS) instanceof String address ? address : null;
    }

    private static @Nullable Broker broker(Map<?, ?> fields, Broker present) {
        Object host = field(fields, NETWORK_HOST);
        Object name = host == null ? field(fields, HOSTNAME) : host;
        Scheme scheme = scheme(field(fields, SCHEME), present);
        if (scheme == null || (present.scheme().isSecure() && !scheme.isSecure())) {
            return null;
        }
        if (!(name instanceof String text) || text.isEmpty() || !(field(fields, PORT) instanceof Number port)) {
            return null;
        }
        String path = path(scheme, field(fields, PATH));
        int number = port.intValue();
        return path == null || number < 1 || number > 65_535 ? null : new Broker(scheme, text, number, path);
    }

    /** The path to ask for, from a slash on, or null if no WebSocket can have it; only they have one. */
    private static @Nullable String path(Scheme scheme, @Nullable Object given) {
        if (!scheme.isWebSocket() || !(given instanceof String path) || path.isEmpty()) {
            return "";
        }
        String rooted = path.startsWith("/") ? path : "/" + path;
        try {
            return new URI("ws://host" + rooted).getHost() == null ? null : rooted;
        } catch (URISyntaxException malformed) {
            return null;
        }
    }

    // Some brokers write the keys as symbols, others as strings.
    private static @Nullable Object field(Map<?, ?> fields, Symbol name) {
        Object value = fields.get(name);
        return value == null ? fields.get(name.toString()) : value;
    }

    private static @Nullable Scheme scheme(@Nullable Object named, Broker present) {
        if (named == null) {
            return present.scheme();
        }
        return Scheme.find(named.toString());
    }

    /** The announced ones first, then the others that are known; the present one comes last. */
    static List<Broker> merged(List<Broker> announced, List<Broker> known, Broker present) {
        Set<Broker> all = new LinkedHashSet<>(announced);
        all.addAll(known);
        all.removeIf(one -> one.place().equals(present.place()));
        all.add(present);
        return new ArrayList<>(all);
    }
}
