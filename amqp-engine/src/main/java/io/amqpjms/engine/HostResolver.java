package io.amqpjms.engine;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host. Called on a short-lived thread of its own, which it may block. */
@FunctionalInterface
public interface HostResolver {
    /** The JVM's own look-up. */
    HostResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /**
     * The addresses of a host, best first; at least one.
     *
     * @throws UnknownHostException if there is none
     */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
