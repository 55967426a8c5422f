package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.Endpoint;
import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.internal.loop.Loop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The life of an endpoint: its state, its two futures, and the timer that bounds each of its waits. Loop-confined, but
 * for the futures and {@link #close()}.
 */
abstract class AbstractEndpoint<E extends Endpoint<E>> implements Endpoint<E> {
    private final Loop loop;
    private final CompletableFuture<E> opened = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private Lifecycle state = Lifecycle.OPENING;
    /** Set before what hung on the endpoint hears that it is gone. */
    private volatile boolean ended;

    private @Nullable EngineException failure;
    private Loop.Timer timer = Loop.Timer.NONE;

    AbstractEndpoint(Loop loop) {
        this.loop = loop;
    }

    /** This endpoint by its public type. */
    abstract E self();

    /** What it is, for messages, such as {@code sender to 'orders'}. */
    abstract String describe();

    /** Tells the handler that the endpoint is open. */
    abstract void announceOpened();

    /** Tells the handler that the endpoint is closed. */
    abstract void announceClosed(@Nullable EngineException failure);

    /** Sends what closes the endpoint; called once, in state {@link Lifecycle#CLOSING}. */
    abstract void beginClose();

    /** Lets go of everything that hung on the endpoint; called once. */
    abstract void release(EngineException reason);

    /** The failure that stands for this endpoint being closed by this side. */
    abstract EngineException closedHere();

    /** Why nothing can be done with this endpoint any more: the failure that ended it, or that this side closed it. */
    final EngineException whyClosed() {
        return failure == null ? closedHere() : failure;
    }

    /** The event loop that drives this endpoint. */
    public final Loop loop() {
        return loop;
    }

    final Lifecycle state() {
        return state;
    }

    @Override
    public final CompletableFuture<E> opened() {
        return opened;
    }

    @Override
    public final CompletableFuture<Void> closed() {
        return closed;
    }

    @Override
    public final boolean hasEnded() {
        return ended;
    }

    @Override
    public final CompletableFuture<Void> close() {
        loop.execute(this::closeInLoop);
        return closed;
    }

    /** Lets what can still leave go first; called by this side's close, before anything else. */
    void beforeClose() {}

    final void closeInLoop() {
        if (state == Lifecycle.OPEN) {
            beforeClose();
        }
        if (move(Lifecycle.CLOSING)) {
            opened.completeExceptionally(closedHere());
            beginClose();
        }
    }

    /** The peer confirmed the endpoint. */
    final void becameOpen() {
        if (state == Lifecycle.OPENING && move(Lifecycle.OPEN)) {
            stopTimer();
            opened.complete(self());
            announceOpened();
        }
    }

    /** The endpoint has come to its end, by this side's wish if {@code failure} is null. */
    final void becameClosed(@Nullable EngineException reason) {
        boolean wanted = state == Lifecycle.CLOSING;
        if (!move(Lifecycle.CLOSED)) {
            return;
        }
        stopTimer();
        failure = reason;
        ended = true;
        EngineException told = wanted ? null : reason;
        release(whyClosed());
        opened.completeExceptionally(whyClosed());
        announceClosed(told);
        if (told == null) {
            closed.complete(null);
        } else {
            closed.completeExceptionally(told);
        }
    }

    private boolean move(Lifecycle next) {
        if (!state.mayBecome(next)) {
            return false;
        }
        state = next;
        return true;
    }

    /** Bounds the present wait; zero bounds nothing. An earlier bound is dropped. */
    final void startTimer(Duration limit, Runnable onLate) {
        stopTimer();
        if (!limit.isZero()) {
            timer = loop.schedule(limit, onLate);
        }
    }

    /** Bounds the wait for the peer's first answer, which goes on from line to line. */
    final void boundOpening(Duration limit, Runnable onLate) {
        if (timer == Loop.Timer.NONE) {
            startTimer(limit, onLate);
        }
    }

    /** Whether the peer has confirmed the endpoint once, if only on an earlier line, and nobody has closed it. */
    final boolean isRestored() {
        return state == Lifecycle.OPEN;
    }

    /** The line is gone: what was open has nothing to wait for, what was not waits on. */
    final void stopTimerUnlessOpening() {
        if (state != Lifecycle.OPENING) {
            stopTimer();
        }
    }

    /** The peer has answered an attach or begin: what bounds a close goes on. */
    final void stopTimerUnlessClosing() {
        if (state != Lifecycle.CLOSING) {
            stopTimer();
        }
    }

    final void stopTimer() {
        timer.cancel();
        timer = Loop.Timer.NONE;
    }
}
