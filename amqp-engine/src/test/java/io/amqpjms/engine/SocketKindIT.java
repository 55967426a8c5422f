package io.amqpjms.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.message.AmqpMessage;
import io.amqpjms.engine.message.Binary;
import io.amqpjms.engine.message.Body;
import io.amqpjms.engine.testing.EmbeddedBroker;
import io.netty.channel.uring.IoUring;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real broker over each kind of sockets: more than their buffers hold, both ways at once. */
class SocketKindIT {
    private static final int MESSAGES = 500;
    private static final int SIZE = 20_000;

    @RegisterExtension
    final EmbeddedBroker broker = new EmbeddedBroker();

    static Stream<SocketKind> kinds() {
        Stream<SocketKind> everywhere = Stream.of(SocketKind.AUTO, SocketKind.NIO);
        return IoUring.isAvailable() ? Stream.concat(everywhere, Stream.of(SocketKind.IO_URING)) : everywhere;
    }

    private static AmqpMessage numbered(int number) {
        byte[] bytes = new byte[SIZE];
        ByteBuffer.wrap(bytes).putInt(SIZE - Integer.BYTES, number);
        return new AmqpMessage().body(new Body.Data(List.of(Binary.of(bytes))));
    }

    private static int numberOf(AmqpMessage message) {
        Body.Data body = (Body.Data) message.body();
        ByteBuffer bytes = body.sections().get(0).asByteBuffer();
        return bytes.getInt(bytes.limit() - Integer.BYTES);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void largeMessagesComeBackInOrder(SocketKind kind) throws Exception {
        BlockingQueue<Integer> received = new LinkedBlockingQueue<>();
        ConnectionOptions options = ConnectionOptions.builder("127.0.0.1", broker.port())
                .tcp(TcpOptions.DEFAULT.withKind(kind))
                .build();
        try (Container container = Container.create("sockets")) {
            Connection connection = container.connect(options, new Handler() {
                @Override
                public void onMessage(Event event) {
                    received.add(numberOf(event.message()));
                }
            });
            connection.openReceiver("large").opened().get(10, SECONDS);
            Sender sender = connection.openSender("large");
            for (int i = 0; i < MESSAGES; i++) {
                sender.send(numbered(i));
            }
            for (int i = 0; i < MESSAGES; i++) {
                assertThat(received.poll(20, SECONDS)).isEqualTo(i);
            }
        }
    }
}
