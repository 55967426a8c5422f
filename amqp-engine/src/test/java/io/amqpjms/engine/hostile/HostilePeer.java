package io.amqpjms.engine.hostile;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Random;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.engine.Collector;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.Event;
import org.apache.qpid.proton.engine.Sasl;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.engine.Transport;

/** A server on a loopback socket that lets a client in and then misbehaves until the client hangs up. One thread. */
final class HostilePeer implements AutoCloseable {
    private final ServerSocket listener;
    private final Thread thread;

    /** What the server does to its client. */
    interface Behaviour {
        void misbehave(Socket client) throws IOException;
    }

    HostilePeer(Behaviour behaviour) throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        thread = new Thread(() -> serve(behaviour), "hostile-peer");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Behaviour behaviour) {
        try (Socket client = listener.accept()) {
            behaviour.misbehave(client);
        } catch (IOException hungUp) {
            // The client has had enough, which is what the test wants.
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws Exception {
        listener.close();
        thread.join(10_000);
    }

    /** Random bytes without end. */
    static void garbage(Socket client) throws IOException {
        byte[] noise = new byte[8192];
        Random random = new Random(7);
        while (true) {
            random.nextBytes(noise);
            client.getOutputStream().write(noise);
        }
    }

    /** A SASL frame that claims two thousand million bytes, and then delivers them. */
    static void hugeFrame(Socket client) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(new byte[] {'A', 'M', 'Q', 'P', 3, 1, 0, 0});
        out.write(ByteBuffer.allocate(8)
                .putInt(Integer.MAX_VALUE)
                .put(new byte[] {2, 1, 0, 0})
                .array());
        byte[] filler = new byte[65_536];
        while (true) {
            out.write(filler);
        }
    }

    /** An open frame whose properties are lists in lists in lists. */
    static void deepNesting(Socket client) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(new byte[] {'A', 'M', 'Q', 'P', 0, 1, 0, 0});
        int depth = 20_000;
        ByteBuffer frame = ByteBuffer.allocate(11 + 9 * depth);
        frame.putInt(frame.capacity()).put(new byte[] {2, 0, 0, 0}).put(new byte[] {0, 0x53, 0x10});
        for (int left = depth - 1; left >= 0; left--) {
            frame.put((byte) 0xd0).putInt(4 + 9 * left).putInt(left == 0 ? 0 : 1);
        }
        out.write(frame.array());
        while (client.getInputStream().read() >= 0) {
            client.getInputStream().skip(1000);
        }
    }

    /** One delivery whose transfers never end. */
    static void endlessDelivery(Socket client) throws IOException {
        byte[] part = new byte[60_000];
        afterAttach(client, (sender, round) -> {
            if (round == 0) {
                sender.delivery(new byte[] {1});
            }
            sender.send(part, 0, part.length);
        });
    }

    /** Ten million one-byte messages, whatever credit there is. */
    static void tinyTransfers(Socket client) throws IOException {
        int[] next = new int[1];
        afterAttach(client, (sender, round) -> {
            ByteBuffer frames = ByteBuffer.allocate(1000 * TRANSFER_SIZE);
            for (int i = 0; i < 1000 && next[0] < 10_000_000; i++) {
                putTransfer(frames, next[0]++);
            }
            client.getOutputStream().write(frames.array(), 0, frames.position());
        });
    }

    private static final int TRANSFER_SIZE = 8 + 3 + 3 + 1 + 5 + 6 + 1 + 1 + 4;

    /** A settled transfer on channel 0 and handle 0, by hand: the protocol engine would mind the credit. */
    private static void putTransfer(ByteBuffer out, int id) {
        out.putInt(TRANSFER_SIZE).put(new byte[] {2, 0, 0, 0});
        out.put(new byte[] {0, 0x53, 0x14, (byte) 0xc0, 15, 5, 0x43});
        out.put((byte) 0x70).putInt(id);
        out.put(new byte[] {(byte) 0xa0, 4}).putInt(id);
        out.put(new byte[] {0x43, 0x41});
        out.put(new byte[] {0, 0x53, 0x77, 0x40});
    }

    /** What is sent again and again once the client has attached a receiver. */
    private interface Round {
        void send(Sender sender, int round) throws IOException;
    }

    private static void afterAttach(Socket client, Round round) throws IOException {
        Transport transport = Proton.transport();
        Sasl sasl = transport.sasl();
        sasl.server();
        sasl.setMechanisms("ANONYMOUS");
        sasl.done(Sasl.PN_SASL_OK);
        Connection connection = Proton.connection();
        connection.setContainer("hostile");
        Collector collector = Proton.collector();
        connection.collect(collector);
        transport.bind(connection);
        Sender sender = null;
        client.setSoTimeout(1);
        for (int rounds = 0; ; ) {
            read(client, transport);
            Sender attached = answer(collector);
            sender = attached == null ? sender : attached;
            if (sender != null) {
                round.send(sender, rounds++);
            }
            write(client, transport);
        }
    }

    private static Sender answer(Collector collector) throws IOException {
        Sender attached = null;
        for (Event event = collector.peek(); event != null; event = collector.peek()) {
            switch (event.getType()) {
                case CONNECTION_REMOTE_OPEN -> event.getConnection().open();
                case SESSION_REMOTE_OPEN -> event.getSession().open();
                case LINK_REMOTE_OPEN -> {
                    attached = (Sender) event.getLink();
                    attached.setSource(attached.getRemoteSource());
                    attached.setTarget(attached.getRemoteTarget());
                    attached.open();
                }
                case CONNECTION_REMOTE_CLOSE, LINK_REMOTE_CLOSE -> throw new IOException("closed by client");
                default -> {
                    // Not of interest.
                }
            }
            collector.pop();
        }
        return attached;
    }

    private static void read(Socket client, Transport transport) throws IOException {
        byte[] in = new byte[4096];
        try {
            int length = client.getInputStream().read(in);
            if (length < 0) {
                throw new IOException("hung up");
            }
            ByteBuffer tail = transport.tail();
            tail.put(in, 0, Math.min(length, tail.remaining()));
            transport.process();
        } catch (java.net.SocketTimeoutException nothingToRead) {
            // Go on sending.
        }
    }

    private static void write(Socket client, Transport transport) throws IOException {
        for (int pending = transport.pending(); pending > 0; pending = transport.pending()) {
            ByteBuffer head = transport.head();
            byte[] out = new byte[Math.min(pending, head.remaining())];
            head.get(out);
            client.getOutputStream().write(out);
            transport.pop(out.length);
        }
    }
}
