package io.amqpjms.engine.internal.loop;

import io.amqpjms.engine.SocketKind;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.kqueue.KQueue;
import io.netty.channel.kqueue.KQueueIoHandler;
import io.netty.channel.kqueue.KQueueSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringSocketChannel;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The sockets of one system, and what waits for them; each loads its library when it is first asked for. */
enum SocketFamily {
    EPOLL,
    KQUEUE,
    IO_URING,
    NIO;

    Class<? extends SocketChannel> sockets() {
        return switch (this) {
            case EPOLL -> EpollSocketChannel.class;
            case KQUEUE -> KQueueSocketChannel.class;
            case IO_URING -> IoUringSocketChannel.class;
            case NIO -> NioSocketChannel.class;
        };
    }

    IoHandlerFactory waiting() {
        return switch (this) {
            case EPOLL -> EpollIoHandler.newFactory();
            case KQUEUE -> KQueueIoHandler.newFactory();
            case IO_URING -> IoUringIoHandler.newFactory();
            case NIO -> NioIoHandler.newFactory();
        };
    }

    /** Whether a thread of the application may wait for them: not where an interrupt would end the wait, and be lost. */
    boolean canBeLent() {
        return this == EPOLL;
    }

    private @Nullable Throwable obstacle() {
        return switch (this) {
            case EPOLL -> Epoll.unavailabilityCause();
            case KQUEUE -> KQueue.unavailabilityCause();
            case IO_URING -> IoUring.unavailabilityCause();
            case NIO -> null;
        };
    }

    /**
     * The family that was asked for.
     *
     * @throws IllegalArgumentException if this machine or class path does not have it
     */
    static SocketFamily of(SocketKind kind) {
        return switch (kind) {
            case AUTO -> fastest();
            case EPOLL -> EPOLL.orRefused();
            case IO_URING -> IO_URING.orRefused();
            case KQUEUE -> KQUEUE.orRefused();
            case NIO -> NIO;
        };
    }

    private static SocketFamily fastest() {
        for (SocketFamily family : List.of(EPOLL, KQUEUE)) {
            if (family.obstacle() == null) {
                return family;
            }
        }
        return NIO;
    }

    private SocketFamily orRefused() {
        Throwable cause = obstacle();
        if (cause == null) {
            return this;
        }
        String name = name().toLowerCase(Locale.ROOT);
        throw new IllegalArgumentException(
                "The sockets of " + name + " were asked for, but this process cannot use them (" + root(cause)
                        + "); add io.netty:netty-transport-native-" + name
                        + " with the classifier of this system to the class path, or take AUTO",
                cause);
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
