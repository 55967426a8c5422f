package io.amqpjms.engine.internal.transport;

import io.amqpjms.engine.internal.loop.Loop;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.net.ConnectException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Connects to whichever of a host's addresses answers first. Each is begun a moment after the one before, or at once when
 * that one fails; who comes late is closed (RFC 8305 §5). Loop-confined; runs once.
 */
final class AddressRace {
    /** How long an address has the field for itself (RFC 8305 §8). */
    static final Duration STAGGER = Duration.ofMillis(250);

    private final Loop loop;
    private final Deque<InetAddress> waiting;
    private final @Nullable Duration stagger;
    private final Function<InetAddress, ChannelFuture> connect;
    private final Finish finish;
    private final List<ChannelFuture> running = new ArrayList<>();
    private final List<Throwable> causes = new ArrayList<>();
    private Loop.Timer timer = Loop.Timer.NONE;
    private boolean over;

    /** Hears how the race ends, once, unless it is cancelled. */
    interface Finish {
        void won(Channel winner);

        void lost(Throwable cause);
    }

    /** A race among these addresses in this order; without a stagger, one after the other. */
    AddressRace(
            Loop loop,
            List<InetAddress> addresses,
            @Nullable Duration stagger,
            Function<InetAddress, ChannelFuture> connect,
            Finish finish) {
        this.loop = loop;
        this.waiting = new ArrayDeque<>(addresses);
        this.stagger = stagger;
        this.connect = connect;
        this.finish = finish;
    }

    void start() {
        timer.cancel();
        InetAddress address = waiting.poll();
        if (address == null) {
            if (running.isEmpty()) {
                over = true;
                finish.lost(allCauses());
            }
            return;
        }
        ChannelFuture connecting = connect.apply(address);
        running.add(connecting);
        if (stagger != null && !waiting.isEmpty()) {
            timer = loop.schedule(stagger, this::start);
        }
        connecting.addListener(done -> ended(connecting));
    }

    /** Gives up: what stands or is about to is closed, and nothing is told. */
    void cancel() {
        over = true;
        timer.cancel();
        List.copyOf(running).forEach(connecting -> connecting.channel().close());
    }

    private void ended(ChannelFuture connecting) {
        running.remove(connecting);
        if (over) {
            connecting.channel().close();
        } else if (connecting.isSuccess()) {
            cancel();
            finish.won(connecting.channel());
        } else {
            causes.add(connecting.cause());
            start();
        }
    }

    private Throwable allCauses() {
        if (causes.size() == 1) {
            return causes.get(0);
        }
        ConnectException all = new ConnectException("none of its " + causes.size() + " addresses could be reached: "
                + causes.stream().map(SocketErrors::text).collect(Collectors.joining("; ")));
        causes.forEach(all::addSuppressed);
        return all;
    }

    /** The addresses with the two families of IP in turn, beginning with that of the first (RFC 8305 §4). */
    static List<InetAddress> interleaved(List<InetAddress> addresses) {
        Deque<InetAddress> first = new ArrayDeque<>();
        Deque<InetAddress> second = new ArrayDeque<>();
        for (InetAddress address : addresses) {
            boolean likeTheFirst = address.getClass() == addresses.get(0).getClass();
            (likeTheFirst ? first : second).add(address);
        }
        List<InetAddress> mixed = new ArrayList<>();
        while (!first.isEmpty() || !second.isEmpty()) {
            if (!first.isEmpty()) {
                mixed.add(first.remove());
            }
            if (!second.isEmpty()) {
                mixed.add(second.remove());
            }
        }
        return mixed;
    }
}
