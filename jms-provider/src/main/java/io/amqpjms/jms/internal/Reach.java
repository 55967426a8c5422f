package io.amqpjms.jms.internal;

import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.ProxyOptions;
import io.amqpjms.engine.Secret;
import io.amqpjms.engine.SocketKind;
import io.amqpjms.engine.TcpOptions;
import io.amqpjms.engine.WebSocketOptions;
import io.amqpjms.jms.internal.options.Broker;
import io.amqpjms.jms.internal.options.NamedSecrets;
import io.amqpjms.jms.internal.options.Options;
import io.amqpjms.jms.internal.options.TlsOptions;
import io.amqpjms.jms.internal.options.TransportOptions;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a broker is reached, up to where AMQP begins: what the {@code transport.} options say, for the engine. Stateless. */
final class Reach {
    private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

    private Reach() {}

    /** Options that know the way to the broker, and nothing else yet. */
    static ConnectionOptions.Builder to(Broker broker, Options own) {
        return ConnectionOptions.builder(broker.host(), broker.port())
                .tls(broker.scheme().isSecure() ? Security.of(own) : null)
                .webSocket(broker.scheme().isWebSocket() ? webSocket(own, broker) : null)
                .proxy(proxy(own))
                .tcp(tcp(own));
    }

    // The engine's timers count milliseconds in an int; what is longer is as good as for ever.
    static Duration bounded(Duration wait) {
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private static WebSocketOptions webSocket(Options own, Broker broker) {
        WebSocketOptions asked = WebSocketOptions.at(broker.path());
        NamedSecrets headers = own.find(TlsOptions.HTTP_HEADER);
        if (headers != null) {
            for (Map.Entry<String, Secret> header : headers.byName().entrySet()) {
                asked = asked.withHeader(header.getKey(), header.getValue());
            }
        }
        return asked;
    }

    private static @Nullable ProxyOptions proxy(Options own) {
        ProxyOptions proxy = own.find(TransportOptions.PROXY);
        return proxy == null
                ? null
                : proxy.withUser(own.find(TransportOptions.PROXY_USER), own.find(TransportOptions.PROXY_PASSWORD));
    }

    private static TcpOptions tcp(Options own) {
        return new TcpOptions(
                bounded(own.get(TransportOptions.CONNECT_TIMEOUT)),
                own.get(TransportOptions.TCP_NO_DELAY),
                own.get(TransportOptions.TCP_KEEP_ALIVE),
                own.get(TransportOptions.SEND_BUFFER_SIZE),
                own.get(TransportOptions.RECEIVE_BUFFER_SIZE),
                own.get(TransportOptions.SO_LINGER),
                own.get(TransportOptions.TRAFFIC_CLASS),
                own.find(TransportOptions.LOCAL_ADDRESS),
                own.get(TransportOptions.LOCAL_PORT),
                sockets(own));
    }

    /** Whose sockets the options ask for. */
    static SocketKind sockets(Options own) {
        SocketKind named = own.find(TransportOptions.NATIVE_TRANSPORT);
        if (named != null) {
            return named;
        }
        return own.get(TransportOptions.USE_EPOLL) || own.get(TransportOptions.USE_KQUEUE)
                ? SocketKind.AUTO
                : SocketKind.NIO;
    }
}
