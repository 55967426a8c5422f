package io.amqpjms.engine.testing;

import io.amqpjms.engine.testing.Faults.Direction;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.util.List;

/** One client's line through a {@link FaultProxy}: two sockets and a pipe each way. Lives on the proxy's thread. */
final class FaultyLine {
    private final FaultProxy proxy;
    private final SocketChannel client;
    private List<FaultyPipe> pipes = List.of();
    private boolean over;

    FaultyLine(FaultProxy proxy, SocketChannel client) {
        this.proxy = proxy;
        this.client = client;
    }

    void dial(InetSocketAddress server) {
        ChannelFuture connecting = new Bootstrap()
                .group(client.eventLoop())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.AUTO_READ, false)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel made) {
                        // The pipes come once it stands.
                    }
                })
                .connect(server);
        connecting.addListener(done -> {
            if (done.isSuccess() && client.isOpen()) {
                established((SocketChannel) connecting.channel());
            } else {
                connecting.channel().close();
                reset(client);
                proxy.ended(this);
            }
        });
    }

    private void established(SocketChannel server) {
        FaultyPipe toServer = new FaultyPipe(this, Direction.TO_SERVER, client, server);
        FaultyPipe toClient = new FaultyPipe(this, Direction.TO_CLIENT, server, client);
        pipes = List.of(toServer, toClient);
        client.pipeline().addLast(toServer);
        server.pipeline().addLast(toClient);
        server.closeFuture().addListener(closed -> proxy.ended(this));
        readOn();
    }

    FaultProxy proxy() {
        return proxy;
    }

    /** One way's source is at its end; the line is over when both are. */
    void sourceEnded() {
        if (pipes.stream().allMatch(FaultyPipe::isAtEnd)) {
            close(false);
        }
    }

    /** Whether the line has come to its end; what still arrives is thrown away. */
    boolean isOver() {
        return over;
    }

    void readOn() {
        if (!over) {
            pipes.forEach(FaultyPipe::read);
        }
    }

    void faultsChanged() {
        client.eventLoop().execute(this::readOn);
    }

    void cut() {
        client.eventLoop().execute(() -> close(false));
    }

    void reset() {
        client.eventLoop().execute(() -> close(true));
    }

    void close(boolean abruptly) {
        over = true;
        pipes.forEach(FaultyPipe::discard);
        if (abruptly) {
            reset(client);
            pipes.forEach(pipe -> reset(pipe.from()));
        } else {
            client.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            pipes.forEach(pipe -> pipe.hangUpOn(client));
        }
    }

    private static void reset(Channel channel) {
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        }
    }
}
