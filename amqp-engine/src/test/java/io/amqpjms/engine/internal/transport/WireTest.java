package io.amqpjms.engine.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.Stage;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.codec.ReadableBuffer;
import org.apache.qpid.proton.engine.Collector;
import org.apache.qpid.proton.engine.Event;
import org.apache.qpid.proton.engine.impl.TransportImpl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WireTest {
    private final List<Event.Type> events = new ArrayList<>();
    private final TransportImpl transport = (TransportImpl) Proton.transport();
    private final Collector collector = Proton.collector();
    private final Wire wire = new Wire(limited(), new NoPayloads(), collector, 1, new Listener());
    private final EmbeddedChannel channel = new EmbeddedChannel(wire);

    private TransportImpl limited() {
        transport.setMaxFrameSize(1024);
        var connection = Proton.connection();
        connection.collect(collector);
        transport.bind(connection);
        connection.open();
        return transport;
    }

    /** No transfer here is that large. */
    private static final class NoPayloads implements PayloadPath {
        @Override
        public void attach(byte[] payload) {
            throw new IllegalStateException("A transfer was cut");
        }

        @Override
        public ReadableBuffer nextPayload() {
            throw new IllegalStateException("A transfer was written without its payload");
        }
    }

    /** Notes what happens. */
    private final class Listener implements WireListener {
        @Override
        public void onConnected() {
            // Of no interest here.
        }

        @Override
        public void onEvent(Event event) {
            events.add(event.getType());
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
            // The channel is not connected.
        }
    }

    private void comes(int... bytes) {
        byte[] in = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            in[i] = (byte) bytes[i];
        }
        channel.writeInbound(Unpooled.wrappedBuffer(in));
    }

    @Test
    void nothingIsReadAfterAFrameThatIsTooLarge() {
        comes('A', 'M', 'Q', 'P', 0, 1, 0, 0);
        int room = transport.capacity();
        comes(0x7f, 0xff);
        comes(0xff, 0xff, 2, 0, 0, 0);
        assertThat(events).contains(Event.Type.TRANSPORT_ERROR);
        int errors = events.size();
        comes(0xff, 0xff, 2, 0, 0, 0);
        comes(new int[4096]);
        assertThat(events).hasSize(errors);
        assertThat(transport.capacity()).isLessThanOrEqualTo(room);
    }
}
