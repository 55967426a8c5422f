package io.amqpjms.engine.internal.transport;

import io.amqpjms.engine.TcpOptions;
import io.amqpjms.engine.internal.loop.Loop;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.proxy.ProxyHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Opens sockets with the options they are to have. Loop-confined. */
record Sockets(TcpOptions tcp, Loop loop) {
    private static final int LEAST_READ = 4_096;
    private static final int MOST_READ = 65_536;

    /** Connects to this address. */
    ChannelFuture connect(InetAddress address, int port) {
        return connect(bootstrap(null), new InetSocketAddress(address, port));
    }

    /** Connects to a proxy at this address, and asks it for the peer; the channel stands before the proxy has answered. */
    ChannelFuture connect(InetAddress address, ProxyLayer proxy) {
        ProxyHandler handler = proxy.handler(address, tcp.connectTimeout().toMillis());
        return connect(bootstrap(handler).disableResolver(), proxy.destination());
    }

    private ChannelFuture connect(Bootstrap bootstrap, SocketAddress remote) {
        return tcp.localAddress() == null && tcp.localPort() == 0
                ? bootstrap.connect(remote)
                : bootstrap.connect(remote, local());
    }

    private Bootstrap bootstrap(@Nullable ProxyHandler proxy) {
        Bootstrap bootstrap = new Bootstrap()
                .group(loop.eventLoop())
                .channel(loop.sockets())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel made) {
                        // Who reads comes last, once the channel stands.
                        made.config().setAutoRead(false);
                        if (proxy != null) {
                            made.pipeline().addLast(proxy);
                        }
                    }
                });
        configure(bootstrap);
        return bootstrap;
    }

    private InetSocketAddress local() {
        return tcp.localAddress() == null
                ? new InetSocketAddress(tcp.localPort())
                : new InetSocketAddress(tcp.localAddress(), tcp.localPort());
    }

    private void configure(Bootstrap bootstrap) {
        // A guess at the size of the last frame cuts the next one in two.
        bootstrap.option(
                ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(LEAST_READ, LEAST_READ, MOST_READ));
        bootstrap.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                Math.min(tcp.connectTimeout().toMillis(), Integer.MAX_VALUE));
        bootstrap.option(ChannelOption.TCP_NODELAY, tcp.noDelay());
        bootstrap.option(ChannelOption.SO_KEEPALIVE, tcp.keepAlive());
        bootstrap.option(ChannelOption.SO_LINGER, tcp.linger());
        bootstrap.option(ChannelOption.IP_TOS, tcp.trafficClass());
        if (tcp.sendBufferSize() > 0) {
            bootstrap.option(ChannelOption.SO_SNDBUF, tcp.sendBufferSize());
        }
        if (tcp.receiveBufferSize() > 0) {
            bootstrap.option(ChannelOption.SO_RCVBUF, tcp.receiveBufferSize());
        }
    }
}
