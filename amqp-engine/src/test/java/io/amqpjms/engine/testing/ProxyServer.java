package io.amqpjms.engine.testing;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.socksx.v5.DefaultSocks5CommandResponse;
import io.netty.handler.codec.socksx.v5.DefaultSocks5InitialResponse;
import io.netty.handler.codec.socksx.v5.DefaultSocks5PasswordAuthResponse;
import io.netty.handler.codec.socksx.v5.Socks5AddressType;
import io.netty.handler.codec.socksx.v5.Socks5AuthMethod;
import io.netty.handler.codec.socksx.v5.Socks5CommandRequest;
import io.netty.handler.codec.socksx.v5.Socks5CommandRequestDecoder;
import io.netty.handler.codec.socksx.v5.Socks5CommandStatus;
import io.netty.handler.codec.socksx.v5.Socks5InitialRequest;
import io.netty.handler.codec.socksx.v5.Socks5InitialRequestDecoder;
import io.netty.handler.codec.socksx.v5.Socks5PasswordAuthRequest;
import io.netty.handler.codec.socksx.v5.Socks5PasswordAuthRequestDecoder;
import io.netty.handler.codec.socksx.v5.Socks5PasswordAuthStatus;
import io.netty.handler.codec.socksx.v5.Socks5ServerEncoder;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A proxy on a loopback socket, by HTTP CONNECT or by SOCKS5, that leads every host to this machine. Told by the test's
 * thread before the client comes; works on a thread of its own.
 */
public final class ProxyServer implements BeforeEachCallback, AfterEachCallback {
    private final boolean socks;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private EventLoopGroup threads;
    private Channel listening;
    private volatile String user;
    private volatile String password;
    private volatile boolean refusing;

    private ProxyServer(boolean socks) {
        this.socks = socks;
    }

    /** A proxy that is asked by HTTP CONNECT. */
    public static ProxyServer http() {
        return new ProxyServer(false);
    }

    /** A proxy that is asked by SOCKS5. */
    public static ProxyServer socks5() {
        return new ProxyServer(true);
    }

    /** Lets nobody through but this user. */
    public ProxyServer lettingIn(String name, String secret) {
        user = name;
        password = secret;
        return this;
    }

    /** Refuses every destination. */
    public ProxyServer refusing() {
        refusing = true;
        return this;
    }

    /** The destinations asked for, as {@code host:port}. */
    public List<String> asked() {
        return asked;
    }

    /** Where it listens. */
    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        threads = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        listening = new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel client) {
                        if (socks) {
                            client.pipeline()
                                    .addLast(Socks5ServerEncoder.DEFAULT, new Socks5InitialRequestDecoder())
                                    .addLast("ask", new Greeting());
                        } else {
                            client.pipeline()
                                    .addLast("codec", new HttpServerCodec())
                                    .addLast("whole", new HttpObjectAggregator(8192))
                                    .addLast("ask", new Connect());
                        }
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel();
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        threads.shutdownGracefully(0, 2, TimeUnit.SECONDS).sync();
    }

    /** Connects to the port on this machine, and then has bytes go both ways; {@code answer} tells the client which. */
    private void lead(
            ChannelHandlerContext context, String host, int port, java.util.function.Consumer<Boolean> answer) {
        asked.add(host + ":" + port);
        if (refusing) {
            answer.accept(false);
            return;
        }
        Channel client = context.channel();
        new Bootstrap()
                .group(client.eventLoop())
                .channel(NioSocketChannel.class)
                .handler(new Relay(client))
                .connect(InetAddress.getLoopbackAddress(), port)
                .addListener((ChannelFutureListener) connected -> {
                    answer.accept(connected.isSuccess());
                    if (connected.isSuccess()) {
                        client.pipeline().addLast(new Relay(connected.channel()));
                    }
                });
    }

    /** Answers a CONNECT (RFC 9110 §9.3.6). */
    private final class Connect extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            if (user != null && !basic().equals(request.headers().get(HttpHeaderNames.PROXY_AUTHORIZATION))) {
                FullHttpResponse login = answer(HttpResponseStatus.PROXY_AUTHENTICATION_REQUIRED);
                login.headers().set(HttpHeaderNames.PROXY_AUTHENTICATE, "Basic realm=\"test\"");
                context.writeAndFlush(login).addListener(ChannelFutureListener.CLOSE);
                return;
            }
            int colon = request.uri().lastIndexOf(':');
            String host = request.uri().substring(0, colon);
            lead(context, host, Integer.parseInt(request.uri().substring(colon + 1)), connected -> {
                context.writeAndFlush(answer(connected ? HttpResponseStatus.OK : HttpResponseStatus.BAD_GATEWAY));
                if (connected) {
                    List.of("codec", "whole", "ask").forEach(context.pipeline()::remove);
                }
            });
        }

        private FullHttpResponse answer(HttpResponseStatus status) {
            FullHttpResponse answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.EMPTY_BUFFER);
            if (!status.equals(HttpResponseStatus.OK)) {
                answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
            }
            return answer;
        }

        private String basic() {
            byte[] plain = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(plain);
        }
    }

    /** Answers the first word of SOCKS5 (RFC 1928 §3). */
    private final class Greeting extends SimpleChannelInboundHandler<Socks5InitialRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, Socks5InitialRequest request) {
            Socks5AuthMethod method = user == null
                    ? Socks5AuthMethod.NO_AUTH
                    : request.authMethods().contains(Socks5AuthMethod.PASSWORD)
                            ? Socks5AuthMethod.PASSWORD
                            : Socks5AuthMethod.UNACCEPTED;
            context.pipeline().remove(Socks5InitialRequestDecoder.class);
            if (method.equals(Socks5AuthMethod.PASSWORD)) {
                next(context, new Socks5PasswordAuthRequestDecoder(), new Password());
            } else {
                next(context, new Socks5CommandRequestDecoder(), new Command());
            }
            context.writeAndFlush(new DefaultSocks5InitialResponse(method));
        }
    }

    /** Answers a login (RFC 1929). */
    private final class Password extends SimpleChannelInboundHandler<Socks5PasswordAuthRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, Socks5PasswordAuthRequest request) {
            boolean right =
                    request.username().equals(user) && request.password().equals(password);
            context.pipeline().remove(Socks5PasswordAuthRequestDecoder.class);
            next(context, new Socks5CommandRequestDecoder(), new Command());
            context.writeAndFlush(new DefaultSocks5PasswordAuthResponse(
                    right ? Socks5PasswordAuthStatus.SUCCESS : Socks5PasswordAuthStatus.FAILURE));
        }
    }

    /** Answers a CONNECT of SOCKS5 (RFC 1928 §4). */
    private final class Command extends SimpleChannelInboundHandler<Socks5CommandRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, Socks5CommandRequest request) {
            lead(context, request.dstAddr(), request.dstPort(), connected -> {
                Socks5CommandStatus status =
                        connected ? Socks5CommandStatus.SUCCESS : Socks5CommandStatus.HOST_UNREACHABLE;
                context.writeAndFlush(new DefaultSocks5CommandResponse(status, Socks5AddressType.IPv4));
                context.pipeline().remove(Socks5CommandRequestDecoder.class);
                context.pipeline().remove("ask");
            });
        }
    }

    private static void next(ChannelHandlerContext context, ChannelHandler decoder, ChannelHandler handler) {
        context.pipeline().addBefore("ask", null, decoder).replace("ask", "ask", handler);
    }

    /** Writes what it reads to the other side. */
    private static final class Relay extends ChannelInboundHandlerAdapter {
        private final Channel other;

        Relay(Channel other) {
            this.other = other;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (other.isActive()) {
                other.writeAndFlush(message);
            } else {
                ReferenceCountUtil.release(message);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            other.close();
        }
    }
}
