package io.amqpjms.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Socket options. Immutable.
 *
 * @param connectTimeout how long one address may take to answer
 * @param noDelay whether small writes leave at once
 * @param keepAlive whether the system probes a silent peer
 * @param sendBufferSize bytes, or 0 for the system's choice
 * @param receiveBufferSize bytes, or 0 for the system's choice
 * @param linger seconds that a close waits for unsent bytes, or -1 for the system's choice
 * @param trafficClass IP traffic class, 0 to 255
 * @param localAddress address to connect from, or null
 * @param localPort port to connect from, or 0
 * @param kind whose sockets to use
 */
public record TcpOptions(
        Duration connectTimeout,
        boolean noDelay,
        boolean keepAlive,
        int sendBufferSize,
        int receiveBufferSize,
        int linger,
        int trafficClass,
        @Nullable String localAddress,
        int localPort,
        SocketKind kind) {
    /** No delay, 64 KiB buffers, the rest as the system has it. */
    public static final TcpOptions DEFAULT =
            new TcpOptions(Duration.ofSeconds(15), true, false, 65_536, 65_536, -1, 0, null, 0, SocketKind.AUTO);

    /** A copy that connects from this address and port of this machine. */
    public TcpOptions withLocal(@Nullable String address, int port) {
        return new TcpOptions(
                connectTimeout,
                noDelay,
                keepAlive,
                sendBufferSize,
                receiveBufferSize,
                linger,
                trafficClass,
                address,
                port,
                kind);
    }

    /** A copy that uses such sockets; connecting is refused with an {@link IllegalArgumentException} where there are none. */
    public TcpOptions withKind(SocketKind sockets) {
        return new TcpOptions(
                connectTimeout,
                noDelay,
                keepAlive,
                sendBufferSize,
                receiveBufferSize,
                linger,
                trafficClass,
                localAddress,
                localPort,
                sockets);
    }
}
