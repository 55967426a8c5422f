package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.Outcome;
import io.amqpjms.engine.OutcomeListener;
import io.amqpjms.engine.SendOptions;
import io.amqpjms.engine.Sender;
import io.amqpjms.engine.Tracker;
import io.amqpjms.engine.internal.loop.Task;
import io.amqpjms.engine.message.Binary;
import io.amqpjms.engine.message.MessageBytes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletableFuture;
import org.apache.qpid.proton.codec.ReadableBuffer;
import org.apache.qpid.proton.engine.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way out. Made on the caller's thread, then the loop's; it is its own task, its own place in the
 * sender's list, and its own tracker, so that a send costs one object.
 */
class OutgoingDelivery extends Task implements Tracker {
    static final MessageBytes NOTHING = new MessageBytes(new byte[0]);
    private static final VarHandle FUTURE = future();

    private final SenderEndpoint sender;
    private final @Nullable TransactionEndpoint transaction;
    private final @Nullable OutcomeListener listener;
    private final @Nullable Binary tag;
    private final boolean settled;
    private final int size;
    private MessageBytes payload;
    private volatile @Nullable CompletableFuture<Outcome> future;
    /** An {@link Outcome}, an {@link EngineException}, or null as long as neither is known. */
    private volatile @Nullable Object result;

    /** When the send is given up, by {@link System#nanoTime}; only with a send timeout. */
    long deadline;

    /** Neighbours in the sender's list; loop-confined. */
    @Nullable
    OutgoingDelivery older;

    @Nullable
    OutgoingDelivery newer;

    /** The protocol engine's delivery once it was handed over; loop-confined. */
    @Nullable
    Delivery proton;

    /** Whether it still waits in the sender, all of it or, when it is sent in parts, the rest; loop-confined. */
    boolean held;

    /** Whether all of it has left, over whichever line; loop-confined. */
    private boolean hasLeft;

    OutgoingDelivery(SenderEndpoint sender, MessageBytes payload, SendOptions how) {
        this.sender = sender;
        this.payload = payload;
        this.size = payload.size();
        this.transaction = (TransactionEndpoint) how.transaction();
        this.listener = how.listener();
        this.tag = how.tag();
        this.settled = how.settled();
    }

    @Override
    protected void run() {
        sender.enqueue(this);
    }

    /** Whether there is something to hand over. */
    boolean isReady() {
        return true;
    }

    /** The size of the message as far as it is known when what there is has been handed over. */
    long nextSize() {
        return size;
    }

    /** Gives what there is to the protocol engine; returns whether the message is complete with that. */
    boolean giveTo(org.apache.qpid.proton.engine.Sender link) {
        link.sendNoCopy(buffer(payload));
        return true;
    }

    private static ReadableBuffer buffer(MessageBytes message) {
        return message.size() == 0
                ? ReadableBuffer.ByteBufferReader.wrap(message.head())
                : new OutgoingPayload(message);
    }

    /** Whether the peer has the beginning of the message and waits for the rest. */
    final boolean isPartial() {
        return held && proton != null;
    }

    /** Whether all of it is written, and both ends have settled it. */
    final boolean bothEndsSettled() {
        return proton != null && !held && proton.pending() == 0 && proton.isSettled() && proton.remotelySettled();
    }

    /** The user's delivery tag, or null for a generated one. */
    final @Nullable Binary tag() {
        return tag;
    }

    /** Whether the user wants this message to leave settled. */
    final boolean settled() {
        return settled;
    }

    @Nullable
    TransactionEndpoint transaction() {
        return transaction;
    }

    /** Whether its transaction has to be declared anew before it can leave. */
    boolean waitsForTransaction() {
        return transaction != null && transaction.canBeDeclaredAnew();
    }

    boolean mayResend() {
        return listener == null || listener.mayResend();
    }

    /** Whether the peer may have it, though its outcome is not known. */
    final boolean mayHaveArrived() {
        return hasLeft || proton != null;
    }

    void left() {
        hasLeft = true;
        if (listener != null) {
            tell(listener, null);
        }
    }

    void succeed(Outcome outcome) {
        finish(outcome);
        CompletableFuture<Outcome> waiting = future;
        if (waiting != null) {
            waiting.complete(outcome);
        }
        if (listener != null) {
            tell(listener, outcome);
        } else {
            sender.announce(this, outcome);
        }
    }

    void fail(EngineException failure) {
        finish(failure);
        CompletableFuture<Outcome> waiting = future;
        if (waiting != null) {
            waiting.completeExceptionally(failure);
        }
        if (listener != null) {
            tell(listener, failure);
        }
    }

    /** Tells that the message has left, or how it ended; what a listener throws hurts nobody else. */
    private void tell(OutcomeListener told, @Nullable Object known) {
        try {
            if (known == null) {
                told.onLeft();
            } else if (known instanceof Outcome outcome) {
                told.onOutcome(this, outcome);
            } else {
                told.onFailure(this, (EngineException) known);
            }
        } catch (RuntimeException | Error thrown) {
            Callbacks.failed(told, thrown);
        }
    }

    /** The result once it is known: an {@link Outcome}, or an {@link EngineException}. */
    final @Nullable Object result() {
        return result;
    }

    private void finish(Object known) {
        payload = NOTHING;
        result = known;
    }

    @Override
    public Sender sender() {
        return sender;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public CompletableFuture<Outcome> outcome() {
        CompletableFuture<Outcome> existing = future;
        if (existing != null) {
            return existing;
        }
        CompletableFuture<Outcome> made = new CompletableFuture<>();
        if (!FUTURE.compareAndSet(this, null, made)) {
            return outcome();
        }
        // The loop sets the result first and looks for a future then; here it is the other way round.
        if (result instanceof Outcome outcome) {
            made.complete(outcome);
        } else if (result instanceof EngineException failure) {
            made.completeExceptionally(failure);
        }
        return made;
    }

    private static VarHandle future() {
        try {
            return MethodHandles.lookup().findVarHandle(OutgoingDelivery.class, "future", CompletableFuture.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
