package io.amqpjms.engine;

/**
 * Whose sockets a connection uses. On the wire nothing differs. The native ones cost less processor time per read and write; each
 * needs its library of Netty on the class path, which has the code for one system and processor.
 */
public enum SocketKind {
    /** {@link #EPOLL} or {@link #KQUEUE} where the library and the system have it, else {@link #NIO}. */
    AUTO,

    /** Linux's epoll, by {@code io.netty:netty-transport-native-epoll}. */
    EPOLL,

    /** Linux's io_uring, by {@code io.netty:netty-transport-native-io_uring}; many containers forbid its system calls. */
    IO_URING,

    /** The kqueue of macOS and the BSDs, by {@code io.netty:netty-transport-native-kqueue}. */
    KQUEUE,

    /** Java's own selector, everywhere. */
    NIO
}
