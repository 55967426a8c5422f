package io.amqpjms.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.amqpjms.engine.message.AmqpMessage;
import io.amqpjms.engine.message.Symbol;
import io.amqpjms.engine.testing.EmbeddedBroker;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The engine against a real broker: what goes out comes back, in order, and transactions hold. */
class BrokerIT {
    @RegisterExtension
    final EmbeddedBroker broker = new EmbeddedBroker();

    private final BlockingQueue<Delivery> received = new ArrayBlockingQueue<>(20_000);
    private Container container;
    private Connection connection;
    private Session session;

    @BeforeEach
    void connect() throws Exception {
        URI uri = broker.uri();
        container = Container.create("engine-test");
        connection = container.connect(
                ConnectionOptions.builder(uri.getHost(), uri.getPort()).build());
        session = connection.openSession();
        connection.opened().get(10, SECONDS);
    }

    @AfterEach
    void close() {
        container.close();
    }

    private Receiver receive(String address) throws Exception {
        return session.openReceiver(
                        new ReceiverOptions("in", Source.of(address), Target.of("in"), false, List.of(), 100, true),
                        new Handler() {
                            @Override
                            public void onMessage(Event event) {
                                received.add(event.delivery());
                            }
                        })
                .opened()
                .get(10, SECONDS);
    }

    private static byte[] text(int number) {
        byte[] digits = String.valueOf(number).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        byte[] encoded = new byte[5 + digits.length];
        encoded[1] = 0x53;
        encoded[2] = 0x77;
        encoded[3] = (byte) 0xa1;
        encoded[4] = (byte) digits.length;
        System.arraycopy(digits, 0, encoded, 5, digits.length);
        return encoded;
    }

    @Test
    void anIdentityIsFreeAgainOnceItsConnectionIsClosed() throws Exception {
        ConnectionOptions options = ConnectionOptions.builder("127.0.0.1", broker.port())
                .containerId("billing")
                .desiredCapabilities(List.of(Symbol.of("sole-connection-for-container")))
                .build();
        for (int i = 0; i < 500; i++) {
            Connection sole = container.connect(options).opened().get(10, SECONDS);
            sole.close().get(10, SECONDS);
        }
    }

    @Test
    void idleConnectionsHoldNoLargeBuffers() throws Exception {
        ConnectionOptions options =
                ConnectionOptions.builder("127.0.0.1", broker.port()).build();
        container.connect(options).opened().get(10, SECONDS);
        long before = heapInUse();
        for (int i = 0; i < 100; i++) {
            container.connect(options).opened().get(10, SECONDS);
        }
        // The broker's side of each, in the same heap, counts too.
        assertThat((heapInUse() - before) / 100).isLessThan(400_000);
    }

    private static long heapInUse() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void tenThousandMessagesComeBackInOrder() throws Exception {
        Sender sender = session.openSender(SenderOptions.to("out", "orders"), null);
        Tracker last = null;
        for (int i = 0; i < 10_000; i++) {
            last = sender.send(text(i));
        }
        assertThat(last.outcome().get(30, SECONDS)).isEqualTo(Outcome.ACCEPTED);

        receive("orders");
        for (int i = 0; i < 10_000; i++) {
            assertThat(received.poll(10, SECONDS).payload()).endsWith(text(i));
        }
    }

    @Test
    void rolledBackSendsDoNotArriveAndCommittedOnesDo() throws Exception {
        Sender sender = session.openSender(SenderOptions.to("out", "tx"), null);
        Transaction undone = session.declare().get(10, SECONDS);
        IntStream.range(0, 5).forEach(i -> sender.send(text(i), undone, null));
        undone.rollback().get(10, SECONDS);
        Transaction done = session.declare().get(10, SECONDS);
        IntStream.range(5, 10).forEach(i -> sender.send(text(i), done, null));
        done.commit().get(10, SECONDS);

        receive("tx");
        for (int i = 5; i < 10; i++) {
            assertThat(received.poll(10, SECONDS).payload()).endsWith(text(i));
        }
        assertThat(received).isEmpty();
    }

    @Test
    void drainGivesBackTheCredit() throws Exception {
        Receiver receiver = receive("empty");
        receiver.drain().get(10, SECONDS);
        receiver.addCredit(10);
        session.openSender(SenderOptions.to("out", "empty"), null).send(text(1));
        assertThat(received.poll(10, SECONDS)).isNotNull();
    }

    @Test
    void aStoppedBrokerFailsASendThatWaits() throws Exception {
        Sender sender = session.openSender(SenderOptions.to("out", "orders"), null);
        sender.opened().get(10, SECONDS);
        broker.stop();
        assertThatThrownBy(() -> sender.send(text(1)).outcome().get(10, SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(EngineException.class);
        assertThat(connection.closed()).failsWithin(10, SECONDS);
    }

    @Test
    void aLargeMessageComesBackWhole() throws Exception {
        byte[] large = new byte[8 + 20_000_000];
        large[1] = 0x53;
        large[2] = 0x75;
        large[3] = (byte) 0xb0;
        java.nio.ByteBuffer.wrap(large, 4, 4).putInt(20_000_000);
        java.util.Arrays.fill(large, 8, large.length, (byte) 7);
        session.openSender(SenderOptions.to("out", "large"), null)
                .send(large)
                .outcome()
                .get(30, SECONDS);
        receive("large");
        assertThat(received.poll(30, SECONDS).payload())
                .endsWith((byte) 7, (byte) 7)
                .hasSizeGreaterThan(20_000_000);
    }

    @Test
    void aLargeMessageGoesOutAndComesBackInParts() throws Exception {
        int size = 64 << 20;
        Sender sender = session.openSender(SenderOptions.to("out", "large"), null);
        Tracker sent = sender.send(new AmqpMessage(), new Zeros(size));
        assertThat(sent.outcome().get(30, SECONDS)).isEqualTo(Outcome.ACCEPTED);
        BlockingQueue<IncomingStream> streams = new ArrayBlockingQueue<>(1);
        Connection narrow = container.connect(ConnectionOptions.builder("127.0.0.1", broker.port())
                .sessionWindow(1 << 20)
                .build());
        narrow.openSession().openReceiver(ReceiverOptions.from("in", "large").asStreams(), new Handler() {
            @Override
            public void onStream(Event event) {
                streams.add(event.stream());
            }
        });
        IncomingStream stream = streams.poll(10, SECONDS);
        long read = 0;
        for (byte[] part = stream.read().get(10, SECONDS);
                part != null;
                part = stream.read().get(10, SECONDS)) {
            read += part.length;
        }
        assertThat(read).isGreaterThan(size).isLessThan(size + (size / 1000));
        await().untilAsserted(() -> assertThat(broker.messageCount("large")).isZero());
    }

    @Test
    void abortedMessagesNeverArrive() throws Exception {
        Sender sender = session.openSender(SenderOptions.to("out", "large"), null);
        for (int i = 0; i < 3; i++) {
            MessageStream stream = sender.stream(SendOptions.DEFAULT);
            stream.write(new byte[300_000]).get(10, SECONDS);
            stream.abort();
        }
        sender.send(text(1)).outcome().get(10, SECONDS);
        await().untilAsserted(() -> assertThat(broker.messageCount("large")).isEqualTo(1));
    }

    /** So many zero bytes. */
    private static final class Zeros extends java.io.InputStream {
        private int left;

        Zeros(int size) {
            left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int given = Math.min(left, length);
            java.util.Arrays.fill(into, offset, offset + given, (byte) 0);
            left -= given;
            return given;
        }
    }
}
