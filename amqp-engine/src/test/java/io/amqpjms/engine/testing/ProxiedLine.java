package io.amqpjms.engine.testing;

import io.amqpjms.engine.testing.FrameProxy.Fate;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/** One client's line through a {@link FrameProxy}: a thread for each direction. May be cut by any thread. */
final class ProxiedLine {
    private final FrameProxy proxy;
    private final Socket client;
    private final Socket broker;
    private final AtomicInteger finished = new AtomicInteger();
    private final ReentrantLock toClient = new ReentrantLock();
    private final ReentrantLock toBroker = new ReentrantLock();
    private final ForgedEnds forged = new ForgedEnds();
    private final AskedDetaches asked = new AskedDetaches();
    private volatile boolean silent;
    private volatile boolean gone;

    ProxiedLine(FrameProxy proxy, Socket client, Socket broker) {
        this.proxy = proxy;
        this.client = client;
        this.broker = broker;
    }

    void start() throws IOException {
        client.setTcpNoDelay(true);
        broker.setTcpNoDelay(true);
        FrameProxy.daemon("frame-proxy-out", () -> pass(client, broker, true));
        FrameProxy.daemon("frame-proxy-in", () -> pass(broker, client, false));
    }

    /** Both sides see a reset, as when a router in between forgets the line. */
    void cut() {
        proxy.forget(this);
        gone = true;
        asked.goOn();
        reset(client);
        reset(broker);
    }

    /** Tells the client, between two frames of the broker's, what the broker never said. */
    void forge(Function<ForgedEnds, List<byte[]>> what) {
        insert(toClient, client, () -> what.apply(forged));
    }

    /** Has the broker detach the client's receivers, and the client believe that it did so by itself. */
    void detachReceivers() {
        insert(toBroker, broker, asked::ask);
    }

    private void insert(ReentrantLock order, Socket to, Supplier<List<byte[]>> frames) {
        order.lock();
        try {
            OutputStream out = to.getOutputStream();
            for (byte[] frame : frames.get()) {
                out.write(frame);
            }
        } catch (IOException lineBroken) {
            cut();
        } finally {
            order.unlock();
        }
    }

    private void pass(Socket from, Socket to, boolean fromClient) {
        try {
            DataInputStream in = new DataInputStream(new BufferedInputStream(from.getInputStream(), 1 << 16));
            OutputStream out = to.getOutputStream();
            PassingFrame frame = PassingFrame.read(in, fromClient);
            while (frame != null && handle(frame, to, out)) {
                frame = PassingFrame.read(in, fromClient);
            }
            if (frame == null) {
                finish(to);
            }
        } catch (IOException lineBroken) {
            cut();
        }
    }

    /** Whether the line goes on. */
    private boolean handle(PassingFrame frame, Socket to, OutputStream out) throws IOException {
        return frame.fromClient() ? handleClients(frame, to, out) : handleBrokers(frame, to, out);
    }

    private boolean handleClients(PassingFrame frame, Socket to, OutputStream out) throws IOException {
        toBroker.lock();
        try {
            asked.awaitAnswers();
            return !asked.passesFromClient(frame) || pass(frame, to, out);
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted");
        } finally {
            toBroker.unlock();
        }
    }

    private boolean handleBrokers(PassingFrame frame, Socket to, OutputStream out) throws IOException {
        PassingFrame seen = asked.fromBroker(frame);
        toClient.lock();
        try {
            return !forged.passes(seen) || pass(seen, to, out);
        } finally {
            toClient.unlock();
            asked.onPassed();
        }
    }

    private boolean pass(PassingFrame frame, Socket to, OutputStream out) throws IOException {
        if (silent) {
            return true;
        }
        Fate fate = proxy.fateOf(frame);
        switch (fate) {
            case PASSES -> frame.writeTo(out);
            case SILENCE_BEFORE -> silent = true;
            case SILENCE_AFTER -> {
                frame.writeTo(out);
                silent = true;
            }
            case CUT_BEFORE -> cut();
            case CUT_WITHIN -> {
                frame.writeHalfTo(out);
                cutAfterArrival(to);
            }
            case CUT_AFTER -> {
                frame.writeTo(out);
                cutAfterArrival(to);
            }
        }
        return !gone;
    }

    /** The receiving side gets what was written before the end; the sending side sees a reset at once. */
    private void cutAfterArrival(Socket to) throws IOException {
        proxy.forget(this);
        gone = true;
        reset(to == client ? broker : client);
        to.shutdownOutput();
        to.close();
    }

    /** One side will say no more; the line ends when the other has finished too. */
    private void finish(Socket to) throws IOException {
        if (silent || finished.incrementAndGet() == 2) {
            cut();
        } else {
            to.shutdownOutput();
        }
    }

    private static void reset(Socket socket) {
        try {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
                socket.close();
            }
        } catch (IOException alreadyGone) {
            // There is nothing left to cut.
        }
    }
}
