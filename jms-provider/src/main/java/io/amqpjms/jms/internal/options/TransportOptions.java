package io.amqpjms.jms.internal.options;

import io.amqpjms.engine.ProxyOptions;
import io.amqpjms.engine.Secret;
import io.amqpjms.engine.SocketKind;
import java.time.Duration;
import java.util.List;

/** The options of the {@code transport.} prefix that concern the socket. */
public final class TransportOptions {

    private static final OptionList LIST = new OptionList("transport.");
    private static final String WEB_PORTS = "WebSockets are at the ports of the web: 80 and, with TLS, 443.";

    public static final Option<Duration> CONNECT_TIMEOUT = LIST.works(
            "connectTimeout",
            Kind.timeout(),
            Default.unlike(
                    "15000", "60000", "One silent address would use up the time in which the next could be tried."),
            "How long one network address may take to answer.");

    public static final Option<Boolean> TCP_NO_DELAY =
            LIST.works("tcpNoDelay", Kind.flag(), "true", "Whether small writes leave at once.");

    public static final Option<Boolean> TCP_KEEP_ALIVE =
            LIST.works("tcpKeepAlive", Kind.flag(), "false", "Whether the system probes a silent peer.");

    public static final Option<Integer> SEND_BUFFER_SIZE =
            LIST.works("sendBufferSize", bytes(), "65536", "The socket's send buffer; 0 leaves it to the system.");

    public static final Option<Integer> RECEIVE_BUFFER_SIZE = LIST.works(
            "receiveBufferSize", bytes(), "65536", "The socket's receive buffer; 0 leaves it to the system.");

    public static final Option<Integer> SO_LINGER = LIST.works(
            "soLinger",
            Kind.number(-1, 65_535, "seconds"),
            "-1",
            "How long closing the socket waits for unsent bytes; -1 leaves it to the system.");

    public static final Option<Integer> TRAFFIC_CLASS =
            LIST.works("trafficClass", Kind.number(0, 255, ""), "0", "The traffic class of the IP packets.");

    public static final Option<String> LOCAL_ADDRESS = LIST.works(
            "localAddress",
            Kind.text("192.0.2.10"),
            Default.NONE,
            "The local address to connect from; left out the system chooses.");

    public static final Option<Integer> LOCAL_PORT = LIST.works(
            "localPort", Kind.number(0, 65_535, ""), "0", "The local port to connect from; 0 lets the system choose.");

    public static final Option<ProxyOptions> PROXY = LIST.works(
            "proxy",
            Kind.proxy(),
            Default.NONE,
            "The proxy to go through, which then resolves the broker's name; left out there is none.");

    public static final Option<String> PROXY_USER =
            LIST.works("proxyUser", Kind.text("alice"), Default.NONE, "The user to be at the proxy.");

    public static final Option<Secret> PROXY_PASSWORD =
            LIST.works("proxyPassword", Kind.secret(), Default.NONE, "That user's password.");

    public static final Option<Integer> DEFAULT_TCP_PORT = LIST.works(
            "defaultTcpPort",
            Kind.number(1, 65_535, ""),
            Default.unlike(null, "5672", WEB_PORTS),
            "The port of an amqp:// or amqpws:// URI that names none; left out it is 5672 or 80.");

    public static final Option<Integer> DEFAULT_SSL_PORT = LIST.works(
            "defaultSslPort",
            Kind.number(1, 65_535, ""),
            Default.unlike(null, "5671", WEB_PORTS),
            "The port of an amqps:// or amqpwss:// URI that names none; left out it is 5671 or 443.");

    public static final Option<SocketKind> NATIVE_TRANSPORT = LIST.works(
            "nativeTransport",
            Kind.choice(SocketKind.class),
            Default.NONE,
            "Whose sockets to use; a native one needs its library of Netty. Left out it is AUTO, or NIO where the two flags that"
                    + " follow are both off.");

    public static final Option<Boolean> USE_EPOLL = LIST.works(
            "useEpoll", Kind.flag(), "true", "Use native sockets where there are any; transport.nativeTransport wins.");

    public static final Option<Boolean> USE_KQUEUE = LIST.works(
            "useKQueue",
            Kind.flag(),
            "false",
            "Use native sockets where there are any; transport.nativeTransport wins.");

    public static final Option<Integer> SO_TIMEOUT = LIST.noEffect(
            "soTimeout",
            Kind.number(-1, Integer.MAX_VALUE, "ms"),
            "-1",
            "The read timeout of a blocking socket.",
            "No socket here blocks; amqp.idleTimeout finds a silent broker.");

    public static final Option<Boolean> TRACE_BYTES =
            LIST.noEffect("traceBytes", Kind.flag(), "false", "Log the bytes of the socket.", "Use amqp.traceFrames.");

    public static final Option<Integer> SHARED_EVENT_LOOP_THREADS = LIST.noEffect(
            "sharedEventLoopThreads",
            Kind.number(-1, Integer.MAX_VALUE, "threads"),
            "-1",
            "How many threads all connections share; -1 gives each connection its own.",
            "Connections always share their threads.");

    private TransportOptions() {}

    private static Kind<Integer> bytes() {
        return Kind.number(0, Integer.MAX_VALUE, "bytes");
    }

    static List<Option<?>> all() {
        return LIST.all();
    }
}
