package io.amqpjms.benchmarks.peer;

import io.amqpjms.benchmarks.Talk;
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
 * The process of a peer that takes whatever is sent and gives as much as is asked for, so that it is not the bottleneck.
 * Says its port. One thread for the talk, two for connections.
 */
public final class LeanPeerMain {
    private LeanPeerMain() {}

    /** Argument: the size of the text in each message that it gives. */
    public static void main(String[] arguments) throws Exception {
        byte[] message = message(Integer.parseInt(arguments[0]));
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
        Channel listening = new ServerBootstrap()
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
        Talk talk = new Talk();
        talk.say(Integer.toString(((InetSocketAddress) listening.localAddress()).getPort()));
        talk.obey(words -> "done");
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private static byte[] message(int size) {
        AmqpMessage message = AmqpMessage.of("x".repeat(size));
        message.properties().messageId("ID:lean-1").to("lean").creationTime(1);
        return message.encode();
    }
}
