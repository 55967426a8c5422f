package io.amqpjms.jms.internal;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where the listeners of one connection run: on a thread for each session, or on a few that all sessions share. For any
 * thread.
 */
final class ListenerThreads {
    private final boolean virtual;
    private final @Nullable ThreadPoolExecutor shared;

    /**
     * Makes no thread yet.
     *
     * @param most how many threads the message listeners share, or 0 for one for each session
     * @param virtual whether the threads are virtual
     */
    ListenerThreads(String connectionId, int most, boolean virtual) {
        this.virtual = virtual;
        this.shared = most == 0 ? null : pool(most, factory("amqpjms-listener-" + connectionId, virtual));
    }

    private static ThreadPoolExecutor pool(int most, ThreadFactory threads) {
        return new ThreadPoolExecutor(most, most, 0, TimeUnit.NANOSECONDS, new LinkedBlockingQueue<>(), threads);
    }

    private static ThreadFactory factory(String name, boolean virtual) {
        return virtual ? VirtualThreads.named(name) : SerialThread.platform(name, false);
    }

    /** Where the message listeners of one session run. */
    SerialExecutor forMessages(String sessionId) {
        return shared != null ? new PooledTasks(shared) : ofItsOwn("amqpjms-session-" + sessionId);
    }

    /** Where the completion listeners of one session run: never on shared threads, as message listeners wait for them. */
    SerialExecutor forCompletions(String sessionId) {
        return ofItsOwn("amqpjms-completion-" + sessionId);
    }

    private SerialExecutor ofItsOwn(String name) {
        return SerialThread.of(name, factory(name, virtual));
    }

    /** Takes no more tasks; the threads end after those they have. */
    void close() {
        if (shared != null) {
            shared.shutdown();
        }
    }
}
