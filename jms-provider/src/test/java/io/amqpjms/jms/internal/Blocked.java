package io.amqpjms.jms.internal;

import static org.awaitility.Awaitility.await;

import java.util.EnumSet;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** A call that waits on a thread of its own, for tests that end the wait. */
final class Blocked {
    private static final EnumSet<Thread.State> WAITING =
            EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.BLOCKED);

    private Blocked() {}

    /** Makes the call, and returns once it waits. */
    static <T> FutureTask<T> in(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = new Thread(task, "blocked call");
        thread.setDaemon(true);
        thread.start();
        await().until(() -> WAITING.contains(thread.getState()));
        return task;
    }
}
