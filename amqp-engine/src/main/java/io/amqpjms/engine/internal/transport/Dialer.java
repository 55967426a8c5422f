package io.amqpjms.engine.internal.transport;

import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.Stage;
import io.amqpjms.engine.TcpOptions;
import io.amqpjms.engine.internal.loop.Loop;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Brings a {@link Wire} up: resolves the host, tries each of its addresses, and secures the channel. Loop-confined, but
 * for the look-up of names, which blocks and has a short-lived daemon thread of its own.
 */
public final class Dialer {
    private static final Executor LOOKUPS = lookup -> {
        Thread thread = new Thread(lookup, "amqpjms-resolve");
        thread.setDaemon(true);
        thread.start();
    };

    private final ConnectionOptions options;
    private final Loop loop;
    private final Wire wire;
    private final Deque<InetAddress> untried = new ArrayDeque<>();
    private boolean cancelled;
    private @Nullable Channel halfOpen;

    public Dialer(ConnectionOptions options, Loop loop, Wire wire) {
        this.options = options;
        this.loop = loop;
        this.wire = wire;
    }

    /** Begins; the wire tells how it ends. */
    public void dial() {
        LOOKUPS.execute(() -> {
            try {
                InetAddress[] found = InetAddress.getAllByName(options.host());
                loop.execute(() -> resolved(found));
            } catch (UnknownHostException e) {
                loop.execute(() -> fail(Stage.DNS, e));
            }
        });
    }

    /** Gives up: nothing is tried any more, and what stands half is closed. A line that stands is not touched. */
    public void cancel() {
        cancelled = true;
        if (halfOpen != null) {
            halfOpen.close();
        }
    }

    private void resolved(InetAddress[] found) {
        untried.addAll(Arrays.asList(found));
        tryNext(new UnknownHostException(options.host()));
    }

    private void tryNext(Throwable lastCause) {
        InetAddress address = untried.poll();
        if (cancelled || address == null) {
            fail(Stage.TCP, lastCause);
            return;
        }
        ChannelFuture connecting = connect(new InetSocketAddress(address, options.port()));
        halfOpen = connecting.channel();
        connecting.addListener(done -> {
            if (done.isSuccess()) {
                established(connecting.channel());
            } else {
                tryNext(done.cause());
            }
        });
    }

    private ChannelFuture connect(InetSocketAddress address) {
        Bootstrap bootstrap = new Bootstrap()
                .group(loop.eventLoop())
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel made) {
                        // The wire comes last, once the channel stands: see established.
                        made.config().setAutoRead(false);
                    }
                });
        TcpOptions tcp = options.tcp();
        apply(bootstrap, tcp);
        if (tcp.localAddress() != null || tcp.localPort() != 0) {
            return bootstrap.connect(address, local(tcp));
        }
        return bootstrap.connect(address);
    }

    private static InetSocketAddress local(TcpOptions tcp) {
        return tcp.localAddress() == null
                ? new InetSocketAddress(tcp.localPort())
                : new InetSocketAddress(tcp.localAddress(), tcp.localPort());
    }

    private static void apply(Bootstrap bootstrap, TcpOptions tcp) {
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

    private void established(Channel connected) {
        if (cancelled) {
            connected.close();
            return;
        }
        if (options.tls() == null) {
            ready(connected);
            return;
        }
        SslHandler tls;
        try {
            tls = new SslHandler(TlsEngines.client(options.tls(), options.host(), options.port()));
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            connected.close();
            fail(Stage.TLS, e);
            return;
        }
        connected.pipeline().addLast(tls);
        connected.config().setAutoRead(true);
        tls.handshakeFuture().addListener(done -> {
            if (done.isSuccess()) {
                ready(connected);
            } else {
                connected.close();
                fail(Stage.TLS, done.cause());
            }
        });
    }

    private void ready(Channel connected) {
        if (cancelled) {
            connected.close();
            return;
        }
        halfOpen = null;
        connected.pipeline().addLast(wire);
        wire.connected(connected);
        connected.config().setAutoRead(true);
    }

    private void fail(Stage stage, Throwable cause) {
        if (!cancelled) {
            wire.failed(stage, cause);
        }
    }
}
