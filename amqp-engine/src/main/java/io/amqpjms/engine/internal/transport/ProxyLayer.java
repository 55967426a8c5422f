package io.amqpjms.engine.internal.transport;

import io.amqpjms.engine.ProxyOptions;
import io.amqpjms.engine.Secret;
import io.amqpjms.engine.Stage;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes through a proxy. Its handler must know the channel before that is connected, so it is put on by {@link #handler};
 * the layer itself waits for the proxy's word. Immutable.
 */
record ProxyLayer(ProxyOptions proxy, String host, int port) implements Layer {
    private static final Logger LOG = LoggerFactory.getLogger(ProxyLayer.class);

    @Override
    public Stage stage() {
        return Stage.PROXY;
    }

    @Override
    public Future<?> addTo(Channel channel) {
        if (proxy.user() != null && proxy.password() != null && !ThisMachine.is(proxy.host())) {
            LOG.warn(
                    "The password of '{}' goes in clear to the proxy {}; anybody on the way there can read it",
                    proxy.user(),
                    proxy);
        }
        return channel.pipeline().get(ProxyHandler.class).connectFuture();
    }

    @Override
    public Throwable explain(Throwable cause) {
        boolean loginWanted = cause instanceof HttpProxyHandler.HttpProxyConnectException answer
                && answer.headers() != null
                && answer.headers().contains(HttpHeaderNames.PROXY_AUTHENTICATE);
        String told = !loginWanted
                ? " did not connect it"
                : proxy.user() == null ? " wants a login" : " refused the login of '" + proxy.user() + "'";
        return new IOException("the proxy " + proxy + told + " (" + cause.getMessage() + ")", cause);
    }

    /** What asks the proxy, at one of its addresses, for a connection to the peer. */
    ProxyHandler handler(InetAddress address, long timeoutMillis) {
        InetSocketAddress at = new InetSocketAddress(address, proxy.port());
        ProxyHandler handler = switch (proxy.kind()) {
            case HTTP ->
                proxy.user() == null
                        ? new HttpProxyHandler(at)
                        : new HttpProxyHandler(at, proxy.user(), text(proxy.password()));
            case SOCKS5 -> new Socks5ProxyHandler(at, proxy.user(), text(proxy.password()));
        };
        handler.setConnectTimeoutMillis(timeoutMillis);
        return handler;
    }

    /** The peer as the proxy is told of it: a name stays a name, for the proxy to resolve. */
    SocketAddress destination() {
        InetAddress literal = NetUtil.createInetAddressFromIpAddressString(host);
        return literal == null ? InetSocketAddress.createUnresolved(host, port) : new InetSocketAddress(literal, port);
    }

    private static String text(@Nullable Secret password) {
        return password == null ? "" : new String(password.reveal());
    }
}
