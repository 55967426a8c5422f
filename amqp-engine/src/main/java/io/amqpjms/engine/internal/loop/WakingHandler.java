package io.amqpjms.engine.internal.loop;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.util.concurrent.ThreadAwareExecutor;

/** What waits for the sockets of a {@link LendingLoop}: Netty's, but that the loop says who is woken. */
record WakingHandler(LendingLoop loop, IoHandler sockets) implements IoHandler {
    /** Makes these for lending loops only. */
    static IoHandlerFactory factory(IoHandlerFactory sockets) {
        return new IoHandlerFactory() {
            @Override
            public IoHandler newHandler(ThreadAwareExecutor executor) {
                return new WakingHandler((LendingLoop) executor, sockets.newHandler(executor));
            }

            @Override
            public boolean isChangingThreadSupported() {
                // Not in Netty's sense, which ends the thread.
                return false;
            }
        };
    }

    /** Ends the wait of whoever leads. */
    void wakeSockets() {
        sockets.wakeup();
    }

    @Override
    public void wakeup() {
        loop.onWakeup();
    }

    @Override
    public void initialize() {
        sockets.initialize();
    }

    @Override
    public int run(IoHandlerContext context) {
        return sockets.run(context);
    }

    @Override
    public void prepareToDestroy() {
        sockets.prepareToDestroy();
    }

    @Override
    public void destroy() {
        sockets.destroy();
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return sockets.register(handle);
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return sockets.isCompatible(handleType);
    }
}
