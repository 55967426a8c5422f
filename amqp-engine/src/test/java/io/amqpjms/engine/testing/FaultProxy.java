package io.amqpjms.engine.testing;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A bad network on loopback: passes bytes on between clients and a server on {@code 127.0.0.1}, with {@link Faults}.
 *
 * <p>Register it with {@code @RegisterExtension} (a static field lives as long as the class, an instance field as long as
 * a test), or {@link #start} and {@link #close} it. It has one thread. What is promised once at the start, the port, stays;
 * everything else may be changed at any time from any thread.
 */
public final class FaultProxy
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, AutoCloseable {

    private final Set<FaultyLine> lines = ConcurrentHashMap.newKeySet();
    private final AtomicLong bytesToServer = new AtomicLong();
    private final AtomicLong bytesToClient = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final @Nullable FaultProxy host;
    private volatile IntSupplier serverPort;
    private volatile Faults faults;
    private @Nullable EventLoopGroup group;
    private @Nullable Channel listener;
    private @Nullable ReservedPort port;
    private boolean sharedByClass;

    /**
     * A proxy, not started yet.
     *
     * @param serverPort asked for each connection that comes in
     */
    public FaultProxy(IntSupplier serverPort) {
        this(serverPort, Faults.NONE, null);
    }

    private FaultProxy(IntSupplier serverPort, Faults faults, @Nullable FaultProxy host) {
        this.serverPort = serverPort;
        this.faults = faults;
        this.host = host;
    }

    /** Listens on a free port. */
    public FaultProxy start() {
        if (host == null) {
            group = new MultiThreadIoEventLoopGroup(
                    1, new DefaultThreadFactory("amqpjms-fault-proxy", true), NioIoHandler.newFactory());
        }
        port = ReservedPort.reserve();
        admit();
        return this;
    }

    /** Another port to the same server, started, with faults of its own; it lives on the thread of this one. */
    public FaultProxy another(Faults itsFaults) {
        return new FaultProxy(serverPort, itsFaults, this).start();
    }

    /** The port to connect to. */
    public int port() {
        if (port == null) {
            throw new IllegalStateException("The proxy is not started");
        }
        return port.number();
    }

    /** The port to connect to, as {@code amqp://127.0.0.1:port}. */
    public URI uri() {
        return URI.create("amqp://127.0.0.1:" + port());
    }

    /** Passes connections on to a server on this port from now on; lines that stand are not touched. */
    public FaultProxy to(int otherServerPort) {
        serverPort = () -> otherServerPort;
        return this;
    }

    /** What lines suffer from now on, those that stand included. */
    public FaultProxy faults(Faults changed) {
        faults = changed;
        lines.forEach(FaultyLine::faultsChanged);
        return this;
    }

    /** Ends all lines that stand, in good order. */
    public void cutAll() {
        lines.forEach(FaultyLine::cut);
    }

    /** Resets all lines that stand. */
    public void resetAll() {
        lines.forEach(FaultyLine::reset);
    }

    /** Refuses connections from now on; lines that stand are not touched. */
    public void refuse() {
        Channel listening = listener;
        listener = null;
        if (listening != null) {
            listening.close().syncUninterruptibly();
            awaitRefusal();
        }
    }

    // The socket itself is closed only when the loop selects again; until then the kernel takes who comes.
    private void awaitRefusal() {
        boolean refused = false;
        while (!refused) {
            try (Socket taken = new Socket(InetAddress.getLoopbackAddress(), port())) {
                refused = !taken.isConnected();
            } catch (IOException failure) {
                refused = failure instanceof ConnectException;
            }
        }
    }

    /** Takes connections again, on the same port. */
    public void admit() {
        listener = new ServerBootstrap()
                .group(loops())
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel client) {
                        accept(client);
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), port())
                .syncUninterruptibly()
                .channel();
    }

    /** How many connections came in so far. */
    public long connectionCount() {
        return accepted.get();
    }

    /** How many lines stand. */
    public int lineCount() {
        return lines.size();
    }

    /** How many bytes were let pass so far on all lines together. */
    public long bytes(Faults.Direction direction) {
        return counter(direction).get();
    }

    AtomicLong counter(Faults.Direction direction) {
        return direction == Faults.Direction.TO_SERVER ? bytesToServer : bytesToClient;
    }

    Faults faults() {
        return faults;
    }

    private void accept(SocketChannel client) {
        accepted.incrementAndGet();
        FaultyLine line = new FaultyLine(this, client);
        lines.add(line);
        line.dial(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort.getAsInt()));
    }

    void ended(FaultyLine line) {
        lines.remove(line);
    }

    private EventLoopGroup loops() {
        EventLoopGroup own = host == null ? group : host.loops();
        if (own == null) {
            throw new IllegalStateException("The proxy is not started");
        }
        return own;
    }

    EventLoop loop() {
        return loops().next();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        sharedByClass = true;
        start();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (!sharedByClass) {
            start();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (sharedByClass) {
            faults(Faults.NONE);
        } else {
            close();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    /** Refuses connections, resets the lines that stand, and ends the thread. */
    @Override
    public void close() {
        refuse();
        resetAll();
        if (port != null) {
            port.close();
        }
        EventLoopGroup own = group;
        group = null;
        if (own != null) {
            // A loop that shuts down closes its channels in good order before it runs what waits.
            own.submit(() -> {}).syncUninterruptibly();
            own.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }
}
