package io.amqpjms.benchmarks.floor;

import io.amqpjms.benchmarks.work.Lane;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.messaging.Target;
import org.apache.qpid.proton.codec.ReadableBuffer;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Event;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.message.Message;

/** Receives on the loop: decodes each message whole, accepts each, and grants credit in steps. */
final class FloorReceive implements Lane {
    private static final int PREFETCH = 1_000;

    private final FloorSend feed;
    private final FloorLine line;
    private final String address;
    private final int size;
    private final boolean filled;
    private int links;
    private volatile CountDownLatch left = new CountDownLatch(0);
    private volatile CountDownLatch closed = new CountDownLatch(0);

    FloorReceive(URI uri, String address, int size, boolean filled) throws InterruptedException {
        this.feed = new FloorSend(uri, address, size);
        this.line = new FloorLine(uri, this::onEvent, () -> {});
        this.address = address;
        this.size = size;
        this.filled = filled;
    }

    @Override
    public void prepare(int messages) throws InterruptedException {
        if (filled) {
            feed.run(messages);
        }
    }

    @Override
    public void run(int messages) throws InterruptedException {
        CountDownLatch latch = new CountDownLatch(messages);
        left = latch;
        Receiver receiver = line.session().receiver("floor-" + links++);
        Source source = new Source();
        source.setAddress(filled ? address : address + "#" + messages);
        receiver.setSource(source);
        receiver.setTarget(new Target());
        line.execute(() -> {
            receiver.open();
            receiver.flow(PREFETCH);
            line.pump();
        });
        if (!latch.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException(latch.getCount() + " messages did not come");
        }
        CountDownLatch ended = new CountDownLatch(1);
        closed = ended;
        line.execute(() -> {
            receiver.close();
            line.pump();
        });
        // What comes next must not go to this one.
        if (!ended.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The peer did not end the link");
        }
    }

    private void onEvent(Event event) {
        if (event.getType() == Event.Type.LINK_REMOTE_CLOSE) {
            event.getLink().free();
            closed.countDown();
        }
        if (event.getType() != Event.Type.DELIVERY || !(event.getLink() instanceof Receiver receiver)) {
            return;
        }
        Delivery delivery = receiver.current();
        if (delivery == null || delivery.isPartial()) {
            return;
        }
        ReadableBuffer bytes = receiver.recv();
        receiver.advance();
        Message message = Proton.message();
        message.decode(bytes);
        requireWhole(message);
        delivery.disposition(Accepted.getInstance());
        delivery.settle();
        if (receiver.getCredit() <= PREFETCH / 2) {
            receiver.flow(PREFETCH - receiver.getCredit());
        }
        left.countDown();
    }

    private void requireWhole(Message message) {
        if (message.getBody() instanceof AmqpValue value
                && value.getValue() instanceof String text
                && text.length() == size) {
            return;
        }
        throw new IllegalStateException("Received " + message);
    }

    @Override
    public void close() {
        line.close();
        feed.close();
    }
}
