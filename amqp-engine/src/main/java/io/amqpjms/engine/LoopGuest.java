package io.amqpjms.engine;

import java.util.function.BooleanSupplier;

/**
 * One that waits for what a connection brings, and meanwhile drives the connection's event loop by itself: then nobody has to be woken,
 * neither for what it sends nor for the answer. A loop takes a guest that comes back often, if nobody else waits for it, and takes itself
 * back when the guest stays away. What a guest has handed over leaves with its next turn, after two milliseconds at the latest.
 *
 * <p>Used by one thread at a time, but for {@link #enter} and {@link #leave}, which any thread may call. A guest runs the connection's
 * callbacks on its thread, so it must hold no lock that would be in their way.
 */
public interface LoopGuest {
    /** One that waits only. */
    LoopGuest NONE = new LoopGuest() {
        @Override
        public void enter() {}

        @Override
        public void leave() {}

        @Override
        public void lead(BooleanSupplier done) {}
    };

    /** From now on this one waits, or will. Each call is followed by one of {@link #leave}. */
    void enter();

    /** The end of one {@link #enter}. */
    void leave();

    /**
     * Drives the event loop until this is done, if the loop lets it, and for some twenty milliseconds at most: it comes before the wait,
     * and does not replace it. An interrupt does not end it, and is left to the wait.
     *
     * @param done asked after each round; a callback of the connection makes it true
     */
    void lead(BooleanSupplier done);
}
