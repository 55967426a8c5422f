package io.amqpjms.engine;

import io.amqpjms.engine.internal.config.ConnectFile;
import io.amqpjms.engine.internal.endpoint.FrameValues;
import io.amqpjms.engine.message.Symbol;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a peer, who to be there, and what to bear from it. Immutable; made by {@link #builder(String, int)}.
 *
 * @param host name or address of the peer
 * @param port TCP port, 1 to 65535
 * @param tls how to secure the connection, or null for clear text
 * @param webSocket the WebSocket that carries AMQP, or null for none
 * @param sasl how to log in
 * @param containerId identity to send instead of the container's, or null
 * @param virtualHost host name for SASL and open; null means {@code host}, empty sends none
 * @param idleTimeout how long the peer may be silent; half of it is advertised (AMQP 1.0 §2.4.5); zero means for ever
 * @param maxFrameSize largest frame in bytes, in both directions, at least 512 (AMQP 1.0 §2.4.1)
 * @param channelMax highest channel number, 0 to 65535; above 32767 it counts as that
 * @param sessionWindow bytes of incoming messages that a session holds before they are put together or read; what a peer
 *     may send ahead. By default an eighth of the heap, from 16 to 128 MiB.
 * @param properties properties of the open frame
 * @param offeredCapabilities capabilities of the open frame
 * @param desiredCapabilities capabilities that the peer is asked for
 * @param openTimeout how long it may take until the peer has opened
 * @param requestTimeout how long a begin, attach, declare, discharge or drain may go unanswered; zero means for ever
 * @param closeTimeout how long a close may go unanswered
 * @param tcp socket options
 * @param resolver finds the addresses of the host; all of them are tried
 * @param proxy the proxy to go through, or null for none
 * @param limits what else to bear from the peer
 * @param trace frame trace
 * @param reconnect whether, where and how often to connect again
 * @param linkRecovery whether links and sessions that the peer ends for a reason that passes are begun again
 */
public record ConnectionOptions(
        String host,
        int port,
        @Nullable TlsOptions tls,
        @Nullable WebSocketOptions webSocket,
        SaslOptions sasl,
        @Nullable String containerId,
        @Nullable String virtualHost,
        Duration idleTimeout,
        int maxFrameSize,
        int channelMax,
        int sessionWindow,
        Map<Symbol, @Nullable Object> properties,
        List<Symbol> offeredCapabilities,
        List<Symbol> desiredCapabilities,
        Duration openTimeout,
        Duration requestTimeout,
        Duration closeTimeout,
        TcpOptions tcp,
        HostResolver resolver,
        @Nullable ProxyOptions proxy,
        PeerLimits limits,
        TraceOptions trace,
        ReconnectOptions reconnect,
        boolean linkRecovery) {
    private static final int LEAST_FRAME = 512;
    private static final int SMALL_FRAME = 16_384;
    private static final int FRAMES_IN_WINDOW = 1024;
    private static final int DEFAULT_SESSION_WINDOW =
            (int) Math.min(128 << 20, Math.max(16 << 20, Runtime.getRuntime().maxMemory() / 8));

    public ConnectionOptions {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("The host to connect to is empty");
        }
        within("port", port, 1, 65_535);
        within("maxFrameSize", maxFrameSize, LEAST_FRAME, Integer.MAX_VALUE);
        within("channelMax", channelMax, 0, 65_535);
        within("sessionWindow", sessionWindow, LEAST_FRAME, Integer.MAX_VALUE);
        FrameValues.require("properties of a connection", properties);
        properties = Maps.frozen(properties);
        offeredCapabilities = List.copyOf(offeredCapabilities);
        desiredCapabilities = List.copyOf(desiredCapabilities);
    }

    /**
     * The largest frame that this side takes: as large as may be, but so that a thousand fit the session's window. The window
     * is told in frames (AMQP 1.0 §2.5.6), each of which may be as large as that.
     */
    public int incomingFrameSize() {
        int share = Math.max(SMALL_FRAME, sessionWindow / FRAMES_IN_WINDOW);
        return Math.min(Math.min(maxFrameSize, share), sessionWindow);
    }

    private static void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be from " + least + " to " + most + ", but is " + value);
        }
    }

    /** Starts from the defaults. */
    public static Builder builder(String host, int port) {
        return new Builder(host, port);
    }

    /**
     * Starts from the defaults for the peer that a URL names; see {@link PeerAddress#parse}.
     *
     * @throws IllegalArgumentException if the URL cannot be understood
     */
    public static Builder builder(String url) {
        PeerAddress peer = PeerAddress.parse(url);
        return builder(peer.host(), peer.port()).tls(peer.tls()).webSocket(peer.webSocket());
    }

    /**
     * Starts from the first {@code connect.json} that is there: the file named by the environment variable {@code
     * MESSAGING_CONNECT_FILE}, then in the working directory, in {@code ~/.config/messaging/} and in {@code
     * /etc/messaging/}. With none, {@code amqps://localhost}.
     *
     * @throws IllegalArgumentException if the file cannot be read, or has a mistake, which is named with its line; also if
     *     the environment names a file that is not there
     */
    public static Builder fromConnectFile() {
        return ConnectFile.find();
    }

    /**
     * Starts from a file in the format of {@code connect.json}.
     *
     * @throws IllegalArgumentException if the file cannot be read, or has a mistake, which is named with its line
     */
    public static Builder fromConnectFile(Path file) {
        return ConnectFile.read(file);
    }

    /** These options with the address that a try has, counted from 1: the own one first, then the alternatives in turn. */
    public ConnectionOptions forTry(int number) {
        int turn = (number - 1) % (reconnect.alternatives().size() + 1);
        if (turn == 0) {
            return this;
        }
        PeerAddress other = reconnect.alternatives().get(turn - 1);
        return new ConnectionOptions(
                other.host(),
                other.port(),
                other.tls(),
                other.webSocket(),
                sasl,
                containerId,
                virtualHost,
                idleTimeout,
                maxFrameSize,
                channelMax,
                sessionWindow,
                properties,
                offeredCapabilities,
                desiredCapabilities,
                openTimeout,
                requestTimeout,
                closeTimeout,
                tcp,
                resolver,
                proxy,
                limits,
                trace,
                reconnect,
                linkRecovery);
    }

    /** The address alone. */
    public PeerAddress address() {
        return new PeerAddress(host, port, tls, webSocket);
    }

    /** The address as a URL, for messages and logs; see {@link PeerAddress#toString()}. */
    public String peer() {
        return address().toString();
    }

    /** Collects options; for one thread. */
    public static final class Builder {
        private final String host;
        private final int port;
        private @Nullable TlsOptions tls;
        private @Nullable WebSocketOptions webSocket;
        private SaslOptions sasl = SaslOptions.anonymous();
        private @Nullable String containerId;
        private @Nullable String virtualHost;
        private Duration idleTimeout = Duration.ofSeconds(60);
        private int maxFrameSize = 1 << 20;
        private int channelMax = 32_767;
        private int sessionWindow = DEFAULT_SESSION_WINDOW;
        private Map<Symbol, @Nullable Object> properties = new LinkedHashMap<>();
        private List<Symbol> offered = List.of();
        private List<Symbol> desired = List.of();
        private Duration openTimeout = Duration.ofSeconds(15);
        private Duration requestTimeout = Duration.ofSeconds(60);
        private Duration closeTimeout = Duration.ofSeconds(10);
        private TcpOptions tcp = TcpOptions.DEFAULT;
        private HostResolver resolver = HostResolver.SYSTEM;
        private @Nullable ProxyOptions proxy;
        private PeerLimits limits = PeerLimits.DEFAULT;
        private TraceOptions trace = TraceOptions.OFF;
        private ReconnectOptions reconnect = ReconnectOptions.OFF;
        private boolean linkRecovery = true;

        private Builder(String host, int port) {
            this.host = host;
            this.port = port;
        }

        public Builder tls(@Nullable TlsOptions value) {
            tls = value;
            return this;
        }

        public Builder webSocket(@Nullable WebSocketOptions value) {
            webSocket = value;
            return this;
        }

        public Builder sasl(SaslOptions value) {
            sasl = value;
            return this;
        }

        public Builder containerId(@Nullable String value) {
            containerId = value;
            return this;
        }

        public Builder virtualHost(@Nullable String value) {
            virtualHost = value;
            return this;
        }

        public Builder idleTimeout(Duration value) {
            idleTimeout = value;
            return this;
        }

        public Builder maxFrameSize(int bytes) {
            maxFrameSize = bytes;
            return this;
        }

        public Builder channelMax(int value) {
            channelMax = value;
            return this;
        }

        public Builder sessionWindow(int bytes) {
            sessionWindow = bytes;
            return this;
        }

        public Builder properties(Map<Symbol, @Nullable Object> value) {
            properties = value;
            return this;
        }

        public Builder offeredCapabilities(List<Symbol> value) {
            offered = value;
            return this;
        }

        public Builder desiredCapabilities(List<Symbol> value) {
            desired = value;
            return this;
        }

        public Builder openTimeout(Duration value) {
            openTimeout = value;
            return this;
        }

        public Builder requestTimeout(Duration value) {
            requestTimeout = value;
            return this;
        }

        public Builder closeTimeout(Duration value) {
            closeTimeout = value;
            return this;
        }

        public Builder tcp(TcpOptions value) {
            tcp = value;
            return this;
        }

        public Builder resolver(HostResolver value) {
            resolver = value;
            return this;
        }

        public Builder proxy(@Nullable ProxyOptions value) {
            proxy = value;
            return this;
        }

        public Builder limits(PeerLimits value) {
            limits = value;
            return this;
        }

        public Builder trace(TraceOptions value) {
            trace = value;
            return this;
        }

        public Builder reconnect(ReconnectOptions value) {
            reconnect = value;
            return this;
        }

        public Builder linkRecovery(boolean value) {
            linkRecovery = value;
            return this;
        }

        /**
         * The options, checked.
         *
         * @throws IllegalArgumentException if an option is out of its range
         */
        public ConnectionOptions build() {
            return new ConnectionOptions(
                    host,
                    port,
                    tls,
                    webSocket,
                    sasl,
                    containerId,
                    virtualHost,
                    idleTimeout,
                    maxFrameSize,
                    channelMax,
                    sessionWindow,
                    properties,
                    offered,
                    desired,
                    openTimeout,
                    requestTimeout,
                    closeTimeout,
                    tcp,
                    resolver,
                    proxy,
                    limits,
                    trace,
                    reconnect,
                    linkRecovery);
        }
    }
}
