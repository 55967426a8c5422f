package io.amqpjms.engine.internal.transport;

import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.ProxyOptions;
import io.amqpjms.engine.Stage;
import io.amqpjms.engine.TcpOptions;
import io.amqpjms.engine.internal.loop.Loop;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Brings a {@link Wire} up: resolves the host, connects to one of its addresses, and puts the layers on that the options
 * ask for. Loop-confined, but for the look-up of names, which blocks and has a short-lived daemon thread of its own.
 */
public final class Dialer implements AddressRace.Finish {
    private static final Executor LOOKUPS = lookup -> {
        Thread thread = new Thread(lookup, "amqpjms-resolve");
        thread.setDaemon(true);
        thread.start();
    };

    private final ConnectionOptions options;
    private final Loop loop;
    private final Wire wire;
    private final Deque<Layer> layers;
    private Stage stage = Stage.DNS;
    private boolean cancelled;
    private @Nullable AddressRace race;
    private @Nullable Channel halfOpen;

    public Dialer(ConnectionOptions options, Loop loop, Wire wire) {
        this.options = options;
        this.loop = loop;
        this.wire = wire;
        this.layers = layers(options);
    }

    private static Deque<Layer> layers(ConnectionOptions options) {
        Deque<Layer> layers = new ArrayDeque<>();
        if (options.proxy() != null) {
            layers.add(new ProxyLayer(options.proxy(), options.host(), options.port()));
        }
        if (options.tls() != null) {
            layers.add(new TlsLayer(options.tls(), options.host(), options.port()));
        }
        if (options.webSocket() != null) {
            layers.add(WebSocketLayer.of(options, options.webSocket()));
        }
        return layers;
    }

    /** How far it has come. */
    public Stage stage() {
        return stage;
    }

    /** Begins; the wire tells how it ends. */
    public void dial() {
        ProxyOptions proxy = options.proxy();
        String host = proxy == null ? options.host() : proxy.host();
        LOOKUPS.execute(() -> {
            try {
                List<InetAddress> found = options.resolver().resolve(host);
                loop.execute(() -> resolved(found));
            } catch (UnknownHostException | RuntimeException e) {
                loop.execute(() -> unreachable(Stage.DNS, e));
            }
        });
    }

    /** Gives up: nothing is tried any more, and what stands half is closed. A line that stands is not touched. */
    public void cancel() {
        cancelled = true;
        if (race != null) {
            race.cancel();
        }
        if (halfOpen != null) {
            halfOpen.close();
        }
    }

    private void resolved(List<InetAddress> found) {
        if (cancelled) {
            return;
        }
        stage = options.proxy() == null ? Stage.TCP : Stage.PROXY;
        TcpOptions tcp = options.tcp();
        Sockets sockets = new Sockets(tcp, loop);
        ProxyLayer proxy = layers.peek() instanceof ProxyLayer first ? first : null;
        race = new AddressRace(
                loop,
                AddressRace.interleaved(found),
                // One local port serves one connection at a time.
                tcp.localPort() == 0 ? AddressRace.STAGGER : null,
                address -> proxy == null ? sockets.connect(address, options.port()) : sockets.connect(address, proxy),
                this);
        race.start();
    }

    @Override
    public void lost(Throwable cause) {
        unreachable(Stage.TCP, cause);
    }

    private void unreachable(Stage stage, Throwable cause) {
        ProxyOptions proxy = options.proxy();
        if (proxy == null) {
            fail(stage, cause);
        } else {
            fail(
                    Stage.PROXY,
                    new IOException("the proxy " + proxy + " cannot be reached: " + SocketErrors.text(cause), cause));
        }
    }

    @Override
    public void won(Channel connected) {
        halfOpen = connected;
        connected.pipeline().addLast(Wire.NAME, wire);
        connected.config().setAutoRead(!layers.isEmpty());
        putOnNext(connected);
    }

    private void putOnNext(Channel channel) {
        Layer layer = layers.poll();
        if (layer == null) {
            ready(channel);
            return;
        }
        stage = layer.stage();
        try {
            Future<?> put = layer.addTo(channel);
            put.addListener(done -> {
                if (cancelled || !done.isSuccess()) {
                    channel.close();
                    fail(layer.stage(), done.isSuccess() ? null : layer.explain(done.cause()));
                } else {
                    putOnNext(channel);
                }
            });
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            channel.close();
            fail(layer.stage(), e);
        }
    }

    private void ready(Channel connected) {
        halfOpen = null;
        if (options.tls() == null && options.webSocket() == null) {
            FirstBytes suspicion = FirstBytes.inClearText(told -> wire.failed(Stage.SASL, told));
            connected.pipeline().addBefore(Wire.NAME, null, suspicion);
        }
        wire.connected(connected);
        connected.config().setAutoRead(true);
    }

    private void fail(Stage stage, @Nullable Throwable cause) {
        if (!cancelled) {
            wire.failed(stage, cause);
        }
    }
}
