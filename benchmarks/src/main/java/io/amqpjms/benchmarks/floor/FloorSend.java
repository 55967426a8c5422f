package io.amqpjms.benchmarks.floor;

import io.amqpjms.benchmarks.work.Lane;
import io.netty.util.internal.PlatformDependent;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.Target;
import org.apache.qpid.proton.codec.ReadableBuffer;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Event;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.message.Message;

/**
 * Sends: the caller's thread encodes and puts the bytes into a queue with one wake-up; the loop empties the queue, pumps
 * once and flushes once. A run ends when the peer has accepted all.
 */
final class FloorSend implements Lane {
    private static final int WINDOW = 8_192;
    private static final int STEP = 128;
    private static final int TURN = 256;

    private final Queue<byte[]> queue = PlatformDependent.newMpscQueue();
    private final Queue<byte[]> waiting = new ArrayDeque<>();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final Semaphore room = new Semaphore(WINDOW);
    private final byte[] scratch;
    private final String address;
    private final String text;
    private final FloorLine line;
    private final Sender sender;
    private long tag;
    private int accepted;
    private volatile CountDownLatch left = new CountDownLatch(0);

    FloorSend(URI uri, String address, int size) throws InterruptedException {
        this.address = address;
        this.text = "x".repeat(size);
        this.scratch = new byte[size + 4_096];
        this.line = new FloorLine(uri, this::onEvent, this::handOver);
        this.sender = line.session().sender("floor");
        Target target = new Target();
        target.setAddress(address);
        sender.setTarget(target);
        sender.setSource(new org.apache.qpid.proton.amqp.messaging.Source());
        line.execute(() -> {
            sender.open();
            line.pump();
        });
    }

    @Override
    public void run(int messages) throws InterruptedException {
        CountDownLatch latch = new CountDownLatch(messages);
        left = latch;
        for (int i = 0; i < messages; i++) {
            if (i % STEP == 0) {
                room.acquire(Math.min(STEP, messages - i));
            }
            queue.add(encoded(i));
            if (awake.compareAndSet(false, true)) {
                line.execute(this::drain);
            }
        }
        if (!latch.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException(latch.getCount() + " messages are not accepted");
        }
    }

    private byte[] encoded(int number) {
        Message message = Proton.message();
        message.setAddress(address);
        message.setMessageId("ID:floor-" + number);
        message.setCreationTime(System.currentTimeMillis());
        message.setBody(new AmqpValue(text));
        byte[] bytes = new byte[message.encode(scratch, 0, scratch.length)];
        System.arraycopy(scratch, 0, bytes, 0, bytes.length);
        return bytes;
    }

    private void drain() {
        awake.set(false);
        for (byte[] next = queue.poll(); next != null; next = queue.poll()) {
            waiting.add(next);
        }
        handOver();
    }

    private void handOver() {
        boolean more = true;
        while (more) {
            int turn = 0;
            while (turn < TURN && !waiting.isEmpty() && sender.getCredit() > 0 && line.writable()) {
                send(waiting.remove());
                turn++;
            }
            line.pump();
            more = turn == TURN;
        }
    }

    private void send(byte[] bytes) {
        long number = tag++;
        sender.delivery(new byte[] {(byte) (number >> 16), (byte) (number >> 8), (byte) number});
        sender.sendNoCopy(ReadableBuffer.ByteBufferReader.wrap(bytes));
        sender.advance();
    }

    private void onEvent(Event event) {
        if (event.getType() == Event.Type.DELIVERY) {
            Delivery delivery = event.getDelivery();
            if (delivery.remotelySettled()) {
                delivery.settle();
                accepted++;
                left.countDown();
                release();
            }
        } else if (event.getType() == Event.Type.LINK_FLOW) {
            line.execute(this::handOver);
        }
    }

    private void release() {
        if (accepted == STEP || left.getCount() == 0) {
            room.release(accepted);
            accepted = 0;
        }
    }

    @Override
    public void close() {
        line.close();
    }
}
