package io.amqpjms.engine.internal.loop;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The event loops that all containers of the process share: as many daemon threads as there are processors, made with
 * the first container and ended with the last. May be used from any thread.
 */
public final class SharedLoops {
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static @Nullable EventLoopGroup group;
    private static int users;

    private SharedLoops() {}

    /** Takes part in the shared loops; every call is paired with one of {@link #release}. */
    public static void acquire() {
        LOCK.lock();
        try {
            users++;
            if (group == null) {
                group = new MultiThreadIoEventLoopGroup(
                        Runtime.getRuntime().availableProcessors(),
                        new DefaultThreadFactory("amqpjms-loop", true),
                        NioIoHandler.newFactory());
            }
        } finally {
            LOCK.unlock();
        }
    }

    /** A loop for a new connection, in turn. Only between {@link #acquire} and {@link #release}. */
    public static Loop next() {
        LOCK.lock();
        try {
            if (group == null) {
                throw new IllegalStateException("No container is open");
            }
            return new Loop(group.next());
        } finally {
            LOCK.unlock();
        }
    }

    /** Ends the part taken; the last one ends the threads. */
    public static void release() {
        LOCK.lock();
        try {
            users--;
            if (users == 0 && group != null) {
                group.shutdownGracefully(0, 2, TimeUnit.SECONDS);
                group = null;
            }
        } finally {
            LOCK.unlock();
        }
    }
}
