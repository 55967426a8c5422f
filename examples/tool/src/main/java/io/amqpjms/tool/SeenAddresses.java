package io.amqpjms.tool;

import io.amqpjms.engine.HostResolver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Collectors;

/** The JVM's own look-up, which remembers what it found last. Asked on one thread, read by another. */
final class SeenAddresses implements HostResolver {
    private volatile List<InetAddress> seen = List.of();

    @Override
    public List<InetAddress> resolve(String host) throws UnknownHostException {
        seen = SYSTEM.resolve(host);
        return seen;
    }

    @Override
    public String toString() {
        return seen.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
    }
}
