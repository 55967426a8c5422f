package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.MessageStream;
import io.amqpjms.engine.Outcome;
import io.amqpjms.engine.SendOptions;
import io.amqpjms.engine.Tracker;
import io.amqpjms.engine.message.Binary;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.qpid.proton.codec.ReadableBuffer;
import org.apache.qpid.proton.engine.Sender;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way out in parts (AMQP 1.0 §2.6.14): a place in the sender's list that stays until the last part has
 * left. One part at a time waits here; it is taken when the protocol engine has little left to write. The methods of {@link
 * MessageStream} are for the application's thread, the rest belongs to the loop.
 */
final class OutgoingStream extends OutgoingDelivery implements MessageStream {
    private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

    private final SenderEndpoint endpoint;
    private final AtomicReference<@Nullable Part> next = new AtomicReference<>();
    private volatile long size;
    private volatile boolean complete;

    /** A part and who waits for it to be taken. */
    private record Part(Binary bytes, CompletableFuture<Void> taken) {}

    OutgoingStream(SenderEndpoint endpoint, SendOptions how) {
        super(endpoint, NOTHING, how);
        this.endpoint = endpoint;
    }

    @Override
    public Tracker tracker() {
        return this;
    }

    @Override
    public int size() {
        return (int) Math.min(size, Integer.MAX_VALUE);
    }

    @Override
    public CompletableFuture<Void> write(byte[] bytes) {
        if (complete) {
            throw new IllegalStateException("The stream is complete, nothing more can be written to it");
        }
        if (bytes.length == 0) {
            return DONE;
        }
        Part part = new Part(Binary.of(bytes), new CompletableFuture<>());
        if (!next.compareAndSet(null, part)) {
            throw new IllegalStateException("The part before is not taken yet; wait for its future");
        }
        endpoint.loop().execute(this::proceed);
        return part.taken();
    }

    @Override
    public Tracker complete() {
        complete = true;
        endpoint.loop().execute(this::proceed);
        return this;
    }

    @Override
    public void abort() {
        endpoint.loop()
                .execute(() -> endpoint.giveUp(
                        this,
                        new EngineException.DeliveryFailed(
                                "The send to " + endpoint.describe() + " was aborted", null)));
    }

    private void proceed() {
        if (result() == null) {
            endpoint.proceed(this);
        } else {
            refusePart();
        }
    }

    @Override
    boolean isReady() {
        return complete || next.get() != null;
    }

    /** What the size will be with the part that waits. */
    @Override
    long nextSize() {
        Part part = next.get();
        return part == null ? size : size + part.bytes().length();
    }

    @Override
    boolean giveTo(Sender link) {
        long nextSize = nextSize();
        Part part = next.getAndSet(null);
        if (part == null) {
            return complete;
        }
        size = nextSize;
        // Of parts that are not copied the protocol engine loses some when they have to wait twice.
        link.send(ReadableBuffer.ByteBufferReader.wrap(part.bytes().asByteBuffer()));
        part.taken().complete(null);
        return complete && next.get() == null;
    }

    @Override
    boolean mayResend() {
        return false;
    }

    @Override
    void succeed(Outcome outcome) {
        super.succeed(outcome);
        refusePart();
    }

    @Override
    void fail(EngineException failure) {
        super.fail(failure);
        refusePart();
    }

    private void refusePart() {
        Part part = next.getAndSet(null);
        if (part != null) {
            part.taken().completeExceptionally(whyEnded());
        }
    }

    private EngineException whyEnded() {
        return result() instanceof EngineException failure
                ? failure
                : new EngineException.DeliveryFailed(
                        "The peer ended the stream to " + endpoint.describe() + " with " + result(), null);
    }
}
