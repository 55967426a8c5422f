package io.amqpjms.engine.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.engine.Collector;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.Event;
import org.apache.qpid.proton.engine.Sasl;
import org.apache.qpid.proton.engine.Sasl.SaslOutcome;
import org.apache.qpid.proton.engine.SaslListener;
import org.apache.qpid.proton.engine.Transport;
import org.jspecify.annotations.Nullable;

/**
 * A server on a loopback socket that runs logins as no broker does, such as a forged one, and opens the connection of
 * whoever it lets in. One client at a time, on a thread of its own.
 */
public final class SaslServer implements AutoCloseable {
    private final ServerSocket listening;
    private final Thread thread;
    private final String mechanisms;
    private final Supplier<Side> sides;

    /** The server's side of one login. */
    public interface Side {
        /** The answer to a message of the client. */
        Answer answer(byte[] message);
    }

    /**
     * What the server says.
     *
     * @param challenge the text of a challenge, if there is no outcome
     * @param outcome how the login ended, or null if it goes on
     */
    public record Answer(String challenge, @Nullable SaslOutcome outcome) {
        static final Answer WELCOME = new Answer("", SaslOutcome.PN_SASL_OK);
        static final Answer REFUSAL = new Answer("", SaslOutcome.PN_SASL_AUTH);

        static Answer challenge(byte[] bytes) {
            return new Answer(new String(bytes, UTF_8), null);
        }
    }

    private SaslServer(String mechanisms, Supplier<Side> sides) throws IOException {
        this.mechanisms = mechanisms;
        this.sides = sides;
        this.listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        this.thread = new Thread(this::serve, "sasl-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Offers these, and lets everyone in at the first message. */
    public static SaslServer openToAll(String mechanisms) throws IOException {
        return new SaslServer(mechanisms, () -> message -> Answer.WELCOME);
    }

    /** Plays a server of SCRAM that does not know the password, and lets in whoever takes its word for it. */
    public static SaslServer forging(String mechanism) throws IOException {
        return new SaslServer(mechanism, () -> new Forger(new ScramServer(mechanism, "a guess", 4096)));
    }

    /** Knows by this whether a bearer token is good (RFC 7628, or the older XOAUTH2), and says so when it is not. */
    public static SaslServer bearer(Predicate<String> good) throws IOException {
        return new SaslServer("OAUTHBEARER XOAUTH2", () -> message -> {
            String text = new String(message, UTF_8);
            int token = text.indexOf("auth=Bearer ");
            if (token < 0) {
                return Answer.REFUSAL;
            }
            boolean in = good.test(text.substring(token + "auth=Bearer ".length(), text.indexOf('\1', token)));
            return in ? Answer.WELCOME : Answer.challenge("{\"status\":\"invalid_token\"}".getBytes(UTF_8));
        });
    }

    /** A server that goes on to its last word without having seen the right proof. */
    private static final class Forger implements Side {
        private final ScramServer scram;
        private int messages;

        Forger(ScramServer scram) {
            this.scram = scram;
        }

        @Override
        public Answer answer(byte[] message) {
            return switch (++messages) {
                case 1 -> Answer.challenge(scram.challenge(message));
                case 2 -> {
                    scram.believes(message);
                    yield Answer.challenge(scram.proof());
                }
                default -> Answer.WELCOME;
            };
        }
    }

    /** Where the server listens. */
    public int port() {
        return listening.getLocalPort();
    }

    private void serve() {
        while (!listening.isClosed()) {
            try (Socket client = listening.accept()) {
                new Line(client).run();
            } catch (IOException hungUp) {
                // The next one, please; or the test is over.
            }
        }
    }

    @Override
    public void close() throws Exception {
        listening.close();
        thread.join(10_000);
    }

    /** One client. */
    private final class Line implements SaslListener {
        private final Socket client;
        private final Transport transport = Proton.transport();
        private final Collector collector = Proton.collector();
        private final Side side = sides.get();

        Line(Socket client) {
            this.client = client;
            // A Kerberos ticket is longer than what every peer must take.
            transport.setInitialRemoteMaxFrameSize(65_536);
            Sasl sasl = transport.sasl();
            sasl.server();
            sasl.setMechanisms(mechanisms.split(" "));
            sasl.setListener(this);
            Connection connection = Proton.connection();
            connection.setContainer("sasl-server");
            connection.collect(collector);
            transport.bind(connection);
        }

        void run() throws IOException {
            client.setSoTimeout(20_000);
            byte[] in = new byte[4096];
            write();
            for (int length = client.getInputStream().read(in); length >= 0; ) {
                for (int taken = 0; taken < length; ) {
                    ByteBuffer tail = transport.tail();
                    int part = Math.min(length - taken, tail.remaining());
                    tail.put(in, taken, part);
                    transport.process();
                    taken += part;
                }
                answer();
                write();
                length = client.getInputStream().read(in);
            }
        }

        private void answer() {
            for (Event event = collector.peek(); event != null; event = collector.peek()) {
                switch (event.getType()) {
                    case CONNECTION_REMOTE_OPEN -> event.getConnection().open();
                    case CONNECTION_REMOTE_CLOSE -> event.getConnection().close();
                    default -> {
                        // Of no interest to a login.
                    }
                }
                collector.pop();
            }
        }

        private void write() throws IOException {
            for (int pending = transport.pending(); pending > 0; pending = transport.pending()) {
                ByteBuffer head = transport.head();
                byte[] out = new byte[head.remaining()];
                head.get(out);
                client.getOutputStream().write(out);
                transport.pop(out.length);
            }
            if (transport.pending() < 0) {
                client.shutdownOutput();
            }
        }

        @Override
        public void onSaslInit(Sasl sasl, Transport line) {
            answer(sasl);
        }

        @Override
        public void onSaslResponse(Sasl sasl, Transport line) {
            answer(sasl);
        }

        private void answer(Sasl sasl) {
            byte[] message = new byte[Math.max(0, sasl.pending())];
            sasl.recv(message, 0, message.length);
            Answer answer = side.answer(message);
            if (answer.outcome() == null) {
                byte[] challenge = answer.challenge().getBytes(UTF_8);
                sasl.send(challenge, 0, challenge.length);
            } else {
                sasl.done(answer.outcome());
            }
        }

        @Override
        public void onSaslMechanisms(Sasl sasl, Transport line) {
            throw new IllegalStateException("a client sent mechanisms");
        }

        @Override
        public void onSaslChallenge(Sasl sasl, Transport line) {
            throw new IllegalStateException("a client sent a challenge");
        }

        @Override
        public void onSaslOutcome(Sasl sasl, Transport line) {
            throw new IllegalStateException("a client sent an outcome");
        }
    }
}
