package io.amqpjms.engine.internal.loop;

import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sockets that a test fills: what arrives runs on whoever waits for them. */
final class PlantedSockets implements IoHandler {
    private final Queue<Runnable> arrived = new ConcurrentLinkedQueue<>();
    private final Semaphore events = new Semaphore(0);
    private final ThreadAwareExecutor executor;

    private PlantedSockets(ThreadAwareExecutor executor) {
        this.executor = executor;
    }

    /** Makes the one set of sockets of a loop, and hands it out. */
    static final class Factory implements IoHandlerFactory {
        private volatile @Nullable PlantedSockets made;

        @Override
        public IoHandler newHandler(ThreadAwareExecutor executor) {
            PlantedSockets sockets = new PlantedSockets(executor);
            made = sockets;
            return sockets;
        }

        PlantedSockets made() {
            PlantedSockets sockets = made;
            if (sockets == null) {
                throw new AssertionError("No loop was made");
            }
            return sockets;
        }
    }

    /** Something comes from the peer. */
    void arrive(Runnable what) {
        arrived.add(what);
        events.release();
    }

    @Override
    public int run(IoHandlerContext context) {
        if (context.canBlock()) {
            await(context);
        }
        events.drainPermits();
        int handled = 0;
        for (Runnable next = arrived.poll(); next != null; next = arrived.poll()) {
            next.run();
            handled++;
        }
        return handled;
    }

    private void await(IoHandlerContext context) {
        boolean interrupted = false;
        while (true) {
            try {
                if (context.deadlineNanos() == -1) {
                    events.acquire();
                } else {
                    events.tryAcquire(context.delayNanos(System.nanoTime()), TimeUnit.NANOSECONDS);
                }
                break;
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void wakeup() {
        if (!executor.isExecutorThread(Thread.currentThread())) {
            events.release();
        }
    }

    @Override
    public void destroy() {}

    @Override
    public IoRegistration register(IoHandle handle) {
        return new Registration();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return true;
    }

    /** A connection that says nothing by itself. */
    static final class Channel implements IoHandle {
        @Override
        public void handle(IoRegistration registration, IoEvent event) {}

        @Override
        public void close() {}
    }

    private static final class Registration implements IoRegistration {
        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals")
        public <T> T attachment() {
            throw new AssertionError("Nobody asks for it");
        }

        @Override
        public long submit(IoOps ops) {
            return 0;
        }

        @Override
        public boolean isValid() {
            return true;
        }

        @Override
        public boolean cancel() {
            return true;
        }
    }
}
