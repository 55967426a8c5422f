package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.Credentials;
import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.SaslOptions;
import io.amqpjms.engine.Secret;
import io.amqpjms.engine.Stage;
import io.amqpjms.engine.internal.sasl.LoginHistory;
import io.amqpjms.engine.internal.sasl.SaslNegotiation;
import io.amqpjms.engine.internal.sasl.Server;
import io.amqpjms.engine.internal.transport.Wire;
import io.amqpjms.engine.internal.transport.WireListener;
import io.amqpjms.engine.testing.Mutator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.messaging.Target;
import org.apache.qpid.proton.engine.Event;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Session;
import org.jspecify.annotations.Nullable;

/**
 * Feeds what a server might say, with bytes changed, to lines that have just begun, one after the other. Ends at the first
 * exception, or the first input that takes longer than ten seconds; run in a JVM of its own with little memory.
 */
final class FuzzMain {
    private static final long NANOS_AT_MOST = Duration.ofSeconds(10).toNanos();

    private static long failed;
    private static long opened;
    private static long refused;
    private static long slowest;

    private FuzzMain() {}

    public static void main(String[] countAndSeed) {
        int count = Integer.parseInt(countAndSeed[0]);
        long seed = Long.parseLong(countAndSeed[1]);
        Random random = new Random(seed);
        List<List<byte[]>> talks = ServerTalk.all();
        Mutator mutator = new Mutator(talks.stream().flatMap(List::stream).toList(), random);
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            feed(ServerTalk.mutant(talks.get(random.nextInt(talks.size())), mutator, random));
        }
        System.out.printf(
                "%,d inputs in %d s (seed %d), the slowest in %,d us: %,d opened, %,d failed, %,d logins refused; heap %d MB%n",
                count,
                Duration.ofNanos(System.nanoTime() - start).toSeconds(),
                seed,
                slowest / 1_000,
                opened,
                failed,
                refused,
                Runtime.getRuntime().maxMemory() >> 20);
    }

    private static void feed(List<byte[]> input) {
        long start = System.nanoTime();
        try {
            new Line().hear(input);
        } catch (Throwable undocumented) {
            throw new AssertionError("Hearing " + hex(input), undocumented);
        }
        long taken = System.nanoTime() - start;
        slowest = Math.max(slowest, taken);
        if (taken > NANOS_AT_MOST) {
            throw new AssertionError(taken + " ns for " + hex(input));
        }
    }

    private static String hex(List<byte[]> input) {
        return input.stream().map(HexFormat.of()::formatHex).collect(Collectors.joining(" "));
    }

    /** A client's end of a line, which wants to open, begin a session and attach two links. */
    private static final class Line implements WireListener {
        private static final ConnectionOptions OPTIONS = ConnectionOptions.builder("localhost", 5672)
                .sasl(SaslOptions.of(Credentials.token("alice", Secret.of("t0ken-f0r-fuzz"), null)))
                .build();

        /** Only to be closed, which may be done again and again. */
        private static final ChannelHandlerContext ANY_CHANNEL = new EmbeddedChannel(new ChannelInboundHandlerAdapter())
                .pipeline()
                .firstContext();

        private final ProtonConnection proton;
        private final EventRouter router = new EventRouter(OPTIONS.limits().uninvited());
        private final Wire wire;

        Line() {
            SaslNegotiation login = new SaslNegotiation(
                    OPTIONS.sasl(),
                    OPTIONS.limits().challenges(),
                    Server.of(OPTIONS, () -> false),
                    new LoginHistory(),
                    Runnable::run,
                    this::refused);
            proton = ProtonConnection.create(OPTIONS, "fuzz", login);
            wire = new Wire(proton.transport(), proton.transport(), proton.collector(), 2, this);
            proton.connection().open();
            Session session = proton.connection().session();
            session.setIncomingCapacity(OPTIONS.sessionWindow());
            session.open();
            Receiver receiver = session.receiver("in");
            open(receiver);
            receiver.flow(10);
            open(session.sender("out"));
        }

        private static void open(Link link) {
            link.setSource(new Source());
            link.setTarget(new Target());
            link.open();
        }

        void hear(List<byte[]> input) throws Exception {
            write();
            for (byte[] frame : input) {
                wire.channelRead(ANY_CHANNEL, Unpooled.wrappedBuffer(frame));
                write();
            }
        }

        private void write() {
            for (int pending = proton.transport().pending();
                    pending > 0;
                    pending = proton.transport().pending()) {
                proton.transport().pop(pending);
            }
        }

        private void refused(EngineException failure) {
            refused++;
        }

        @Override
        public void onEvent(Event event) {
            switch (event.getType()) {
                case CONNECTION_REMOTE_OPEN -> {
                    Remote.of(proton.connection(), null);
                    opened++;
                }
                case CONNECTION_REMOTE_CLOSE ->
                    Protons.error(proton.connection().getRemoteCondition());
                case LINK_REMOTE_OPEN -> RemoteLink.of(event.getLink());
                case DELIVERY -> take(event);
                default -> router.route(event);
            }
        }

        private static void take(Event event) {
            if (event.getLink() instanceof Receiver receiver && receiver.current() != null) {
                receiver.recv();
                if (!receiver.current().isPartial()) {
                    receiver.advance();
                }
            }
        }

        @Override
        public void onConnected() {
            // The line stands from the first.
        }

        @Override
        public boolean handOver() {
            return false;
        }

        @Override
        public boolean hasMore() {
            return false;
        }

        @Override
        public void onLost(Stage stage, @Nullable Throwable cause) {
            failed++;
        }
    }
}
