package io.amqpjms.jms.internal;

import io.amqpjms.jms.internal.ack.Received;
import jakarta.jms.MessageListener;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The messages that a connection consumer has put into a session, and the session's own listener for them (JMS 3.1
 * §6.2.12, §9.4). Filled by the connection consumer's thread, run by the application server's, stopped by any.
 */
final class LoadedMessages {
    private final Queue<Loaded> waiting = new ConcurrentLinkedQueue<>();
    private final Turns turns = new Turns();
    private volatile @Nullable MessageListener listener;
    private volatile boolean running;
    private volatile boolean ended;

    private record Loaded(Received received, MessageIntake intake, Consumer<Received> unseen) {}

    void listener(@Nullable MessageListener newListener) {
        listener = newListener;
    }

    @Nullable
    MessageListener listener() {
        return listener;
    }

    /**
     * Takes a message in.
     *
     * @param unseen gets it back if the session is stopped before its turn; of many, the last first
     */
    void add(Received received, MessageIntake intake, Consumer<Received> unseen) {
        waiting.add(new Loaded(received, intake, unseen));
    }

    void start() {
        running = true;
    }

    /** The listener that runs goes on, and gets no further message. */
    void stop() {
        running = false;
    }

    /** Whether the caller runs inside the listener. */
    boolean isCaller() {
        return turns.isCaller();
    }

    /** Waits until then for the listener that runs, unless it is the caller; whether it has returned. */
    boolean awaitQuiet(Deadline deadline) {
        return turns.awaitEnd(deadline);
    }

    /**
     * Gives each message to the listener, one in a turn; without one they go back to the broker. When the session is stopped,
     * the thread is not held: what is left goes back to the connection consumer, which hands it over again after a start.
     */
    void run(SessionImpl session) {
        boolean more = true;
        while (more) {
            turns.begin();
            try {
                more = deliverNext(session);
            } finally {
                turns.end();
            }
        }
        putBack();
    }

    private boolean deliverNext(SessionImpl session) {
        Loaded next = running && !ended ? waiting.poll() : null;
        if (next == null) {
            session.ackMode().onIdle();
            return false;
        }
        MessageListener target = listener;
        if (target == null) {
            next.received.release();
        } else {
            ListenerCall.deliver(session, target, next.received, next.intake);
        }
        return true;
    }

    private void putBack() {
        Deque<Loaded> left = new ArrayDeque<>();
        for (Loaded next = waiting.poll(); next != null; next = waiting.poll()) {
            left.push(next);
        }
        left.forEach(each -> each.unseen.accept(each.received));
    }

    /** Gives back what was not run, to the broker. */
    void release() {
        for (Loaded next = waiting.poll(); next != null; next = waiting.poll()) {
            next.received.release();
        }
    }

    /** The same for good. */
    void end() {
        ended = true;
        release();
    }
}
