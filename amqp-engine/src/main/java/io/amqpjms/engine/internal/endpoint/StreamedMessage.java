package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.EngineException.DeliveryFailed;
import io.amqpjms.engine.IncomingStream;
import io.amqpjms.engine.Outcome;
import io.amqpjms.engine.Transaction;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Receiver;
import org.jspecify.annotations.Nullable;

/**
 * A message that is read in parts. The methods of {@link IncomingStream} are for the application's thread, the rest belongs to
 * the loop.
 */
final class StreamedMessage implements IncomingStream {
    private static final int LARGEST_PART = 65_536;

    private final ReceiverEndpoint receiver;
    private final Delivery proton;
    private final AtomicBoolean settled = new AtomicBoolean();
    private final AtomicBoolean asked = new AtomicBoolean();
    private @Nullable CompletableFuture<byte @Nullable []> reader;
    private @Nullable EngineException failure;
    private boolean ended;
    private boolean refused;
    private long size;

    StreamedMessage(ReceiverEndpoint receiver, Delivery proton) {
        this.receiver = receiver;
        this.proton = proton;
    }

    @Override
    public io.amqpjms.engine.Receiver receiver() {
        return receiver;
    }

    @Override
    public byte[] tag() {
        return proton.getTag().clone();
    }

    @Override
    public CompletableFuture<byte @Nullable []> read() {
        CompletableFuture<byte @Nullable []> part = new CompletableFuture<>();
        if (!asked.compareAndSet(false, true)) {
            throw new IllegalStateException("The part before was not yet given; wait for its future");
        }
        receiver.loop().execute(() -> serve(part));
        return part;
    }

    /** The loop learns of a reader only here, so that who settles and then reads gets nothing of what was thrown away. */
    private void serve(CompletableFuture<byte @Nullable []> part) {
        reader = part;
        if (failure != null) {
            give(null, failure);
        } else if (ended) {
            give(null, null);
        } else {
            receiver.takeMore();
        }
    }

    @Override
    public boolean settle(Outcome outcome, @Nullable Transaction transaction) {
        Outcomes.require(outcome);
        if (!settled.compareAndSet(false, true)) {
            return false;
        }
        receiver.loop().execute(() -> settleInLoop(outcome, (TransactionEndpoint) transaction));
        return true;
    }

    private void settleInLoop(Outcome outcome, @Nullable TransactionEndpoint transaction) {
        if (failure != null) {
            return;
        }
        if (ended) {
            receiver.settle(proton, outcome, transaction);
            return;
        }
        // The protocol engine loses its way when more comes of a delivery that it has forgotten; so that waits for the
        // end.
        refused = true;
        receiver.refuse(proton, outcome, transaction);
        fail(new DeliveryFailed("The message was settled with " + outcome + " before its end", null));
        receiver.takeMore();
    }

    /** Gives parts to who waits for them; returns whether the delivery has come to its end, and is behind the link. */
    boolean goOn(Receiver link) {
        if (proton.isAborted()) {
            link.advance();
            proton.settle();
            fail(new DeliveryFailed(
                    "The peer at " + receiver.peer() + " aborted a message on the " + receiver.describe() + " after "
                            + size + " bytes",
                    null));
            return true;
        }
        if (refused) {
            link.recv();
        } else {
            giveParts(link);
        }
        if (proton.isPartial() || proton.available() > 0) {
            return false;
        }
        link.advance();
        finish();
        return true;
    }

    private void giveParts(Receiver link) {
        while (reader != null && proton.available() > 0) {
            byte[] part = new byte[Math.min(proton.available(), LARGEST_PART)];
            int length = link.recv(part, 0, part.length);
            size += length;
            give(length == part.length ? part : Arrays.copyOf(part, length), null);
        }
    }

    private void finish() {
        if (refused) {
            proton.settle();
            return;
        }
        ended = true;
        if (proton.remotelySettled()) {
            settled.set(true);
            proton.settle();
        } else if (receiver.acceptsByItself() && settled.compareAndSet(false, true)) {
            receiver.settle(proton, Outcome.ACCEPTED, null);
        }
        if (reader != null) {
            give(null, null);
        }
    }

    void fail(EngineException reason) {
        if (failure == null && !ended) {
            failure = reason;
            give(null, reason);
        }
    }

    private void give(byte @Nullable [] part, @Nullable EngineException reason) {
        CompletableFuture<byte @Nullable []> waiting = reader;
        if (waiting == null) {
            return;
        }
        reader = null;
        asked.set(false);
        if (reason == null) {
            waiting.complete(part);
        } else {
            waiting.completeExceptionally(reason);
        }
    }
}
