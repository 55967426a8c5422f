package io.amqpjms.jms.internal.options;

import org.jspecify.annotations.Nullable;

/**
 * Where a broker is. Immutable.
 *
 * @param scheme how it is reached
 * @param host name or address, an IPv6 address without brackets; whom a certificate must be for
 * @param port TCP port, 1 to 65535
 * @param path the path of a WebSocket, empty for none
 * @param hostname what another broker says is to be asked for there, in login and open, or null for what the options say
 */
public record Broker(
        Scheme scheme,
        String host,
        int port,
        String path,
        @Nullable String hostname) {
    /** A broker that is asked for by what the options say. */
    public Broker(Scheme scheme, String host, int port, String path) {
        this(scheme, host, port, path, null);
    }

    /** The place alone, whoever is asked for there. */
    public Broker place() {
        return new Broker(scheme, host, port, path);
    }

    /** The URI without options, for messages and logs. */
    @Override
    public String toString() {
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return scheme.text() + "://" + name + ":" + port + path;
    }
}
