package io.amqpjms.jms.internal.options;

/**
 * Where a broker is. Immutable.
 *
 * @param scheme how it is reached
 * @param host name or address, an IPv6 address without brackets
 * @param port TCP port, 1 to 65535
 * @param path the path of a WebSocket, empty for none
 */
public record Broker(Scheme scheme, String host, int port, String path) {

    /** The URI without options, for messages and logs. */
    @Override
    public String toString() {
        String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return scheme.text() + "://" + name + ":" + port + path;
    }
}
