package io.amqpjms.jms.internal;

import io.amqpjms.engine.LoopGuest;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Calls the message listeners of one session, one at a time (JMS 3.1 §6.2.5): one task takes many messages, but not more
 * than a turn of them, and none once somebody waits for quiet. May be told of messages by any thread.
 */
final class Dispatcher {
    private static final int ROUNDS_OF_A_TURN = 100;

    private final SerialExecutor thread;
    private final LoopGuest guest;

    /** Replaced under the lock, so that a round walks over it without an iterator. */
    private volatile Source[] sources = {};

    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final BooleanSupplier isScheduled = scheduled::get;
    private final ReentrantLock lock = new ReentrantLock();
    private final Turns turns = new Turns();
    private volatile boolean running;

    Dispatcher(SerialExecutor thread, LoopGuest guest) {
        this.thread = thread;
        this.guest = guest;
    }

    /** A consumer with a listener. */
    interface Source {
        /** Gives the listener one message, if there is one; whether there was. */
        boolean deliverNext();

        /** Whether its messages come over the session's own connection. */
        default boolean isAtHome() {
            return true;
        }
    }

    void add(Source source) {
        change(known -> Stream.concat(known.filter(each -> each != source), Stream.of(source)));
        thread.start();
        signal();
    }

    void remove(Source source) {
        change(known -> known.filter(each -> each != source));
    }

    private void change(UnaryOperator<Stream<Source>> how) {
        lock.lock();
        try {
            boolean waited = sources.length > 0;
            sources = how.apply(Arrays.stream(sources)).toArray(Source[]::new);
            boolean waits = sources.length > 0;
            if (waits && !waited) {
                guest.enter();
            } else if (waited && !waits) {
                guest.leave();
            }
        } finally {
            lock.unlock();
        }
    }

    /** There may be something to deliver. */
    void signal() {
        if (running && sources.length > 0 && scheduled.compareAndSet(false, true)) {
            thread.execute(this::deliver);
        }
    }

    void start() {
        running = true;
        signal();
    }

    /** Delivers nothing more; the listener that runs goes on. */
    void stop() {
        running = false;
    }

    /** Delivers nothing more for good, and waits until then for the listener that runs, unless it is the caller. */
    void close(Deadline deadline) {
        stop();
        awaitQuiet(deadline);
        thread.close();
        change(known -> Stream.empty());
    }

    /** Whether the caller runs inside a listener of this session. */
    boolean isCaller() {
        return turns.isCaller();
    }

    /** Waits for the listener that runs, unless it is the caller; it is the application's, and takes its time. */
    void awaitQuiet() {
        awaitQuiet(Deadline.NEVER);
    }

    /** The same until then; whether the listener has returned. */
    boolean awaitQuiet(Deadline deadline) {
        return turns.awaitEnd(deadline);
    }

    private void deliver() {
        // What comes from here on is seen by this task or signals anew.
        scheduled.set(false);
        turns.begin();
        boolean more = true;
        try {
            for (int round = 0; more && mayGoOn(round); round++) {
                more = deliverOneOfEach();
            }
        } finally {
            turns.end();
        }
        if (more) {
            signal();
        } else if (mayLead()) {
            guest.lead(isScheduled);
        }
    }

    /** Whether the thread waits for nothing but messages of the session's own connection. */
    private boolean mayLead() {
        for (Source source : sources) {
            if (!source.isAtHome()) {
                return false;
            }
        }
        return running && thread.mayLinger();
    }

    private boolean mayGoOn(int round) {
        return running && round < ROUNDS_OF_A_TURN && !turns.isAwaited();
    }

    private boolean deliverOneOfEach() {
        boolean delivered = false;
        for (Source source : sources) {
            delivered |= running && source.deliverNext();
        }
        return delivered;
    }
}
