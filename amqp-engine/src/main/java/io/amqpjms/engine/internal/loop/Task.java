package io.amqpjms.engine.internal.loop;

import org.jspecify.annotations.Nullable;

/**
 * One piece of work for the event loop, and at the same time its own link in the queue, so that handing it over
 * allocates nothing. A task may be in the queue once at a time.
 */
public abstract class Task {
    /** The task that was handed over before this one; owned by {@link Loop} while the task waits. */
    @Nullable
    Task next;

    /** Runs on the event loop; must not block. */
    protected abstract void run();
}
