package io.amqpjms.jms.internal;

import io.amqpjms.jms.internal.ack.Received;
import jakarta.jms.MessageListener;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The messages that a connection consumer has put into a session, and the session's own listener for them (JMS 3.1
 * §6.2.12, §9.4). Filled by the connection consumer's thread, run by the application server's.
 */
final class LoadedMessages {
    private final Queue<Loaded> waiting = new ConcurrentLinkedQueue<>();
    private volatile @Nullable MessageListener listener;

    private record Loaded(Received received, MessageIntake intake) {}

    void listener(@Nullable MessageListener newListener) {
        listener = newListener;
    }

    @Nullable
    MessageListener listener() {
        return listener;
    }

    void add(Received received, MessageIntake intake) {
        waiting.add(new Loaded(received, intake));
    }

    /** Gives each message to the listener; without one they go back to the broker. */
    void run(SessionImpl session) {
        MessageListener target = listener;
        for (Loaded next = waiting.poll(); next != null; next = waiting.poll()) {
            if (target == null) {
                next.received.release();
            } else {
                ListenerCall.deliver(session, target, next.received, next.intake);
            }
        }
        session.ackMode().onIdle();
    }

    /** Gives back what was not run. */
    void end() {
        for (Loaded next = waiting.poll(); next != null; next = waiting.poll()) {
            next.received.release();
        }
    }
}
