package io.amqpjms.benchmarks.peer;

import io.amqpjms.engine.message.AmqpMessage;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * A peer that takes whatever is sent and gives as much as is asked for, so that it is not the bottleneck: to an address
 * that ends in {@code #1000}, a thousand messages. For any thread; it has two of its own.
 */
public final class LeanPeer implements AutoCloseable {
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final Channel listening;

    /** Listens on a free port of this machine; the messages it gives have a text of this size. */
    public LeanPeer(int size) throws InterruptedException {
        byte[] message = message(size);
        listening = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new LeanConnection(message));
                    }
                })
                .bind("127.0.0.1", 0)
                .sync()
                .channel();
    }

    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    private static byte[] message(int size) {
        AmqpMessage message = AmqpMessage.of("x".repeat(size));
        message.properties().messageId("ID:lean-1").to("lean").creationTime(1);
        return message.encode();
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
