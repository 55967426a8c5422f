package io.amqpjms.jms.internal;

import jakarta.jms.ExceptionListener;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the application of what went wrong apart from its calls (JMS 3.1 §6.1.7), on a thread of its own. For any thread. */
final class ConnectionEvents {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionEvents.class);
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final SerialThread thread;
    private final Consumer<Runnable> context;
    private volatile @Nullable ExceptionListener listener;

    /** @param context runs what logs about the connection, and so that the lines tell which */
    ConnectionEvents(String name, Consumer<Runnable> context) {
        this.thread = SerialThread.passing(name, IDLE);
        this.context = context;
    }

    void listener(@Nullable ExceptionListener newListener) {
        listener = newListener;
    }

    @Nullable
    ExceptionListener listener() {
        return listener;
    }

    /** Calls the listener; without one the log is told. */
    void report(JMSException problem) {
        thread.execute(() -> context.accept(() -> tell(problem)));
    }

    /** Runs a listener's call in its turn. */
    void run(Runnable call) {
        thread.execute(() -> context.accept(() -> guarded(call)));
    }

    private static void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException thrown) {
            LOG.warn("A listener of the connection failed", thrown);
        }
    }

    private void tell(JMSException problem) {
        ExceptionListener told = listener;
        if (told == null) {
            LOG.warn("No exception listener is set to hear this", problem);
            return;
        }
        try {
            told.onException(problem);
        } catch (RuntimeException thrown) {
            LOG.warn("The exception listener failed on {}", problem, thrown);
        }
    }

    /** Tells what is already reported, and nothing more. */
    void close() {
        thread.close();
    }
}
