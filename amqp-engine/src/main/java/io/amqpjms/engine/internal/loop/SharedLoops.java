package io.amqpjms.engine.internal.loop;

import io.amqpjms.engine.SocketKind;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The event loops that all containers of the process share: for each family of sockets in use as many daemon threads as there are
 * processors, made with the first connection and ended with the last container. May be used from any thread.
 */
public final class SharedLoops {
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Map<SocketFamily, EventLoopGroup> GROUPS = new EnumMap<>(SocketFamily.class);
    private static int users;

    private SharedLoops() {}

    /** Takes part in the shared loops; every call is paired with one of {@link #release}. */
    public static void acquire() {
        LOCK.lock();
        try {
            users++;
        } finally {
            LOCK.unlock();
        }
    }

    /**
     * A loop for a new connection over such sockets, in turn. Only between {@link #acquire} and {@link #release}.
     *
     * @throws IllegalArgumentException if this process cannot have such sockets
     */
    public static Loop next(SocketKind kind) {
        SocketFamily family = SocketFamily.of(kind);
        LOCK.lock();
        try {
            if (users == 0) {
                throw new IllegalStateException("No container is open");
            }
            return new Loop(GROUPS.computeIfAbsent(family, SharedLoops::group).next(), family.sockets());
        } finally {
            LOCK.unlock();
        }
    }

    private static EventLoopGroup group(SocketFamily family) {
        int threads = Runtime.getRuntime().availableProcessors();
        ThreadFactory factory = new DefaultThreadFactory("amqpjms-loop", true);
        return family.canBeLent()
                ? new LendingLoops(threads, factory, family.waiting())
                : new MultiThreadIoEventLoopGroup(threads, factory, family.waiting());
    }

    /** Ends the part taken; the last one ends the threads. */
    public static void release() {
        LOCK.lock();
        try {
            users--;
            if (users == 0) {
                GROUPS.values().forEach(group -> group.shutdownGracefully(0, 2, TimeUnit.SECONDS));
                GROUPS.clear();
            }
        } finally {
            LOCK.unlock();
        }
    }
}
