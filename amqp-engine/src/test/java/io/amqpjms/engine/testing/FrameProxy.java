package io.amqpjms.engine.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Stands between a client and a broker on the loopback, passes AMQP frames on whole, and breaks the line at a chosen one.
 * For faults of bytes and time there is {@link FaultProxy}. All methods may be called from any thread.
 */
public final class FrameProxy implements AutoCloseable {

    /** What becomes of one frame. */
    public enum Fate {
        /** It goes on. */
        PASSES,
        /** The line is cut, and nobody gets it. */
        CUT_BEFORE,
        /** The line is cut when half of it has gone on. */
        CUT_WITHIN,
        /** It goes on, and then the line is cut: whoever sent it does not know that it arrived. */
        CUT_AFTER,
        /** It vanishes and all that follows on this line, either way, but the line stays. */
        SILENCE_BEFORE,
        /** It goes on; then the line falls silent. */
        SILENCE_AFTER
    }

    private final ServerSocket server;
    private final Set<ProxiedLine> lines = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final int brokerPort;
    private volatile Function<PassingFrame, Fate> rule = frame -> Fate.PASSES;

    private FrameProxy(int brokerPort) throws IOException {
        this.brokerPort = brokerPort;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon("frame-proxy-" + server.getLocalPort(), this::accept);
    }

    /** Listens on a free port, for the broker on this one. */
    public static FrameProxy before(int brokerPort) {
        try {
            return new FrameProxy(brokerPort);
        } catch (IOException e) {
            throw new UncheckedIOException("listen on the loopback", e);
        }
    }

    /** The port that clients connect to. */
    public int port() {
        return server.getLocalPort();
    }

    /** Where clients connect to, as {@code amqp://127.0.0.1:port}. */
    public URI uri() {
        return URI.create("amqp://127.0.0.1:" + port());
    }

    /** How many lines were made so far. */
    public int linesMade() {
        return accepted.get();
    }

    /** How many lines stand. */
    public int linesOpen() {
        return lines.size();
    }

    /** Decides what becomes of each frame from now on; asked by two threads for each line. */
    public FrameProxy onFrame(Function<PassingFrame, Fate> newRule) {
        rule = newRule;
        return this;
    }

    /** Ends all sessions of the lines that stand, in the broker's name and for a reason that passes. */
    public void endSessions() {
        lines.forEach(line -> line.forge(ForgedEnds::endSessions));
    }

    /** Detaches all senders of the lines that stand, in the broker's name and for a reason that passes. */
    public void detachSenders() {
        lines.forEach(line -> line.forge(ForgedEnds::detachSenders));
    }

    /** Has all receivers of the lines that stand detached, for a reason that passes, and without an end of their subscriptions. */
    public void detachReceivers() {
        lines.forEach(ProxiedLine::detachReceivers);
    }

    Fate fateOf(PassingFrame frame) {
        return rule.apply(frame);
    }

    void forget(ProxiedLine line) {
        lines.remove(line);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                serve(server.accept());
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException("accept a line", e);
                }
            }
        }
    }

    private void serve(Socket client) throws IOException {
        accepted.incrementAndGet();
        Socket broker;
        try {
            broker = new Socket(InetAddress.getLoopbackAddress(), brokerPort);
        } catch (IOException brokerAway) {
            client.close();
            return;
        }
        ProxiedLine line = new ProxiedLine(this, client, broker);
        lines.add(line);
        line.start();
        if (server.isClosed()) {
            line.cut();
        }
    }

    static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Cuts all lines and listens no more. */
    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("stop listening", e);
        }
        lines.forEach(ProxiedLine::cut);
    }
}
