package io.amqpjms.engine.internal.loop;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/** A group of loops that can be lent. */
final class LendingLoops extends MultiThreadIoEventLoopGroup {
    LendingLoops(int threads, ThreadFactory factory, IoHandlerFactory waiting) {
        super(threads, factory, waiting);
    }

    @Override
    protected IoEventLoop newChild(Executor executor, IoHandlerFactory waiting, Object... unused) {
        return new LendingLoop(this, executor, waiting);
    }
}
