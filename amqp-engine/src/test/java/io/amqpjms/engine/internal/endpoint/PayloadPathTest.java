package io.amqpjms.engine.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.ConnectionOptions;
import io.amqpjms.engine.SaslOptions;
import io.amqpjms.engine.Stage;
import io.amqpjms.engine.internal.transport.Wire;
import io.amqpjms.engine.internal.transport.WireListener;
import io.amqpjms.engine.message.AmqpWriter;
import io.amqpjms.engine.message.MessageBytes;
import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.codec.ReadableBuffer;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Event;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.engine.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two ends of a line in memory: what one gives its protocol engine, the other gets from its own. */
class PayloadPathTest {
    private static final int CREDIT = 1_000;
    private static final int LARGEST = 1 << 20;
    private final Random random = new Random(11);

    /** Lets nothing out while it is shut, as a peer that does not read. */
    private static final class Gate extends ChannelOutboundHandlerAdapter {
        boolean shut;

        @Override
        public void flush(ChannelHandlerContext context) {
            if (!shut) {
                context.flush();
            }
        }
    }

    /** Has none for a new buffer once so many are made. */
    private static final class Memory extends AbstractByteBufAllocator {
        int left = Integer.MAX_VALUE;

        @Override
        protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
            if (left-- == 0) {
                throw new OutOfMemoryError("none for a buffer");
            }
            return UnpooledByteBufAllocator.DEFAULT.heapBuffer(initialCapacity, maxCapacity);
        }

        @Override
        protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
            return newHeapBuffer(initialCapacity, maxCapacity);
        }

        @Override
        public boolean isDirectBufferPooled() {
            return false;
        }
    }

    /** One end, which takes what comes. */
    private static final class End implements WireListener {
        final ProtonConnection proton;
        final Wire wire;
        final Gate gate = new Gate();
        final Memory memory = new Memory();
        final EmbeddedChannel channel;
        final List<byte[]> received = new ArrayList<>();
        final List<Integer> begun = new ArrayList<>();
        private final ByteArrayOutputStream part = new ByteArrayOutputStream();

        End(int maxFrameSize) {
            ConnectionOptions options = ConnectionOptions.builder("localhost", 5672)
                    .sasl(SaslOptions.off())
                    .maxFrameSize(maxFrameSize)
                    .sessionWindow(LARGEST * 1000)
                    .build();
            proton = ProtonConnection.create(options, "end", null);
            wire = new Wire(proton.transport(), proton.transport(), proton.collector(), 1, this);
            channel = new EmbeddedChannel(gate, wire);
            channel.config().setAllocator(memory);
            proton.connection().open();
            wire.connected(channel);
        }

        void write() {
            wire.pump();
            channel.flushOutbound();
        }

        @Override
        public void onConnected() {
            // Nothing waits for it.
        }

        @Override
        public void onEvent(Event event) {
            Event.Type type = event.getType();
            if (type == Event.Type.SESSION_REMOTE_OPEN && event.getSession().getLocalState() != EndpointState.ACTIVE) {
                begun.add(begun.size() + 1);
                event.getSession().setIncomingCapacity(Integer.MAX_VALUE);
                event.getSession().open();
            } else if (type == Event.Type.LINK_REMOTE_OPEN && event.getLink() instanceof Receiver receiver) {
                receiver.open();
                receiver.flow(CREDIT);
            } else if (type == Event.Type.DELIVERY && event.getLink() instanceof Receiver receiver) {
                take(receiver);
            }
        }

        private void take(Receiver receiver) {
            for (Delivery delivery = receiver.current(); delivery != null; delivery = receiver.current()) {
                ReadableBuffer bytes = receiver.recv();
                byte[] copy = new byte[bytes.remaining()];
                bytes.get(copy);
                part.writeBytes(copy);
                if (delivery.isPartial()) {
                    return;
                }
                received.add(part.toByteArray());
                part.reset();
                receiver.advance();
            }
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
            throw new IllegalStateException("lost at " + stage, cause);
        }
    }

    private static Sender connect(End client, End server) {
        Session session = client.proton.connection().session();
        session.open();
        Sender sender = session.sender("link");
        sender.open();
        exchange(client, server, Integer.MAX_VALUE);
        assertThat(sender.getCredit()).isEqualTo(CREDIT);
        return sender;
    }

    /** Lets bytes go to and fro until neither has more to say. */
    private static void exchange(End one, End other, int chunk) {
        boolean moved;
        do {
            moved = move(one, other, chunk);
            moved |= move(other, one, chunk);
        } while (moved);
    }

    private static boolean move(End from, End to, int chunk) {
        from.write();
        boolean any = false;
        ByteBuf out = from.channel.readOutbound();
        while (out != null) {
            any = true;
            while (out.isReadable()) {
                to.channel.writeInbound(out.readRetainedSlice(Math.min(chunk, out.readableBytes())));
            }
            out.release();
            out = from.channel.readOutbound();
        }
        return any;
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private MessageBytes whole(int length) {
        return new MessageBytes(bytes(length));
    }

    /** In two arrays, the second of which is longer than the message. */
    private MessageBytes split(int head, int rest) {
        AmqpWriter writer = new AmqpWriter();
        writer.raw(bytes(head));
        writer.endWithBinary(bytes(rest + 99), rest);
        return writer.takeMessage();
    }

    private List<MessageBytes> messages() {
        return List.of(
                whole(1),
                whole(4_000),
                whole(4_096),
                whole(5_000),
                split(100, 4_100),
                whole(100),
                split(5_000, 200_000),
                whole(16_384),
                split(1, 70_000),
                whole(300_000),
                split(9_000, 1),
                whole(10));
    }

    private static void send(Sender sender, MessageBytes message, int number) {
        sender.delivery(new byte[] {(byte) (number >> 8), (byte) number, 1, 2, 3});
        sender.sendNoCopy(new OutgoingPayload(message));
        sender.advance();
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 4_096, 5_000, 65_536, LARGEST})
    void messagesOfAllSizesArriveWholeAndInOrder(int maxFrameSize) {
        End client = new End(LARGEST);
        End server = new End(maxFrameSize);
        Sender sender = connect(client, server);
        List<MessageBytes> messages = messages();
        for (int i = 0; i < messages.size(); i++) {
            send(sender, messages.get(i), i);
        }
        exchange(client, server, Integer.MAX_VALUE);
        assertThat(server.received)
                .containsExactlyElementsOf(
                        messages.stream().map(MessageBytes::joined).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1_000, 16_384})
    void messagesArriveInPiecesOfAnySize(int chunk) {
        End client = new End(LARGEST);
        End server = new End(20_000);
        Sender sender = connect(client, server);
        MessageBytes large = split(300, 50_000);
        send(sender, whole(20), 1);
        send(sender, large, 2);
        send(sender, whole(30), 3);
        exchange(client, server, chunk);
        assertThat(server.received).hasSize(3);
        assertThat(server.received.get(1)).isEqualTo(large.joined());
    }

    @Test
    void whatIsSaidMeanwhileDoesNotWaitForAllOfALargeMessage() {
        End client = new End(LARGEST);
        End server = new End(65_536);
        Sender sender = connect(client, server);
        send(sender, whole(20_000_000), 1);
        client.gate.shut = true;
        client.wire.pump();
        Session second = client.proton.connection().session();
        second.open();
        client.gate.shut = false;
        long before = 0;
        while (!server.begun.contains(2)) {
            client.wire.pump();
            ByteBuf out = client.channel.readOutbound();
            before += out.readableBytes();
            server.channel.writeInbound(out);
        }
        assertThat(before).isLessThan(1_000_000);
        exchange(client, server, Integer.MAX_VALUE);
        assertThat(server.received.get(0)).hasSize(20_000_000);
    }

    @Test
    void outcomeBeforeTheEndOfAMessageFitsIntoTheFramesThatFollow() {
        End client = new End(LARGEST);
        End server = new End(20_000);
        Sender sender = connect(client, server);
        for (int length : List.of(300, 19_000)) {
            Rejected rejected = new Rejected();
            rejected.setError(new ErrorCondition(Symbol.valueOf("x"), "y".repeat(length)));
            Delivery delivery = sender.delivery(new byte[] {(byte) length});
            delivery.disposition(rejected);
            sender.sendNoCopy(new OutgoingPayload(whole(100_000)));
            sender.advance();
        }
        exchange(client, server, Integer.MAX_VALUE);
        assertThat(server.received).hasSize(2).allMatch(message -> message.length == 100_000);
    }

    @Test
    void payloadStaysWithItsFrameWhenThereIsNoMemoryForABuffer() {
        assertNothingIsLostWithoutMemory(0, List.of(whole(5_000), whole(6_000), whole(7_000)));
    }

    @Test
    void frameThatIsCutByTheEndOfABufferGoesOnWhenThereIsMemoryAgain() {
        List<MessageBytes> small = IntStream.range(0, 300).mapToObj(this::whole).toList();
        assertNothingIsLostWithoutMemory(1, small.subList(1, 300));
    }

    private static void assertNothingIsLostWithoutMemory(int buffersBefore, List<MessageBytes> messages) {
        End client = new End(LARGEST);
        End server = new End(LARGEST);
        Sender sender = connect(client, server);
        for (int i = 0; i < messages.size(); i++) {
            send(sender, messages.get(i), i);
        }
        client.memory.left = buffersBefore;
        assertThatThrownBy(client.wire::pump).isInstanceOf(OutOfMemoryError.class);
        exchange(client, server, Integer.MAX_VALUE);
        assertThat(server.received)
                .containsExactlyElementsOf(
                        messages.stream().map(MessageBytes::joined).toList());
    }

    @Test
    void channelThatIsFullGetsTheRestOfAPayloadLater() {
        End client = new End(LARGEST);
        End server = new End(LARGEST);
        Sender sender = connect(client, server);
        MessageBytes large = whole(900_000);
        send(sender, large, 1);
        client.gate.shut = true;
        client.wire.pump();
        assertThat(client.channel.unsafe().outboundBuffer().totalPendingWriteBytes())
                .isLessThan(300_000);
        client.gate.shut = false;
        send(sender, whole(10), 2);
        exchange(client, server, Integer.MAX_VALUE);
        assertThat(server.received).hasSize(2);
        assertThat(server.received.get(0)).isEqualTo(large.joined());
    }
}
