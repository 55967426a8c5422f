package io.amqpjms.jms.recovery;

import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** One kind of traffic, on threads and connections of its own. Started and ended by one thread. */
abstract class Strand {
    private static final long PATIENCE_SECONDS = 45;

    /** What was seen that no application should see. */
    final List<String> refusals = new CopyOnWriteArrayList<>();

    private final String name;
    private final List<Thread> threads = new ArrayList<>();
    volatile boolean sending = true;
    volatile boolean receiving = true;

    Strand(String name) {
        this.name = name;
    }

    /** A part of the application, which runs until its strand ends. */
    interface Work {
        void run() throws JMSException;
    }

    abstract void start() throws JMSException;

    /** Whether everything that was sent well has come. */
    abstract boolean isComplete();

    /** How many messages have come so far. */
    abstract int arrived();

    /** Closes what is open. */
    abstract void close() throws JMSException;

    /** What was promised and not kept, once all is closed. */
    abstract List<String> broken();

    final void run(String role, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (JMSException | RuntimeException stopped) {
                        refusals.add(role + " gave up: " + stopped);
                    }
                },
                "chaos-" + name + "-" + role);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /** Has a call of the application's take no longer than it may. */
    final void within(Duration limit, String call, Work work) throws JMSException {
        long begun = System.nanoTime();
        try {
            work.run();
        } finally {
            Duration taken = Duration.ofNanos(System.nanoTime() - begun);
            if (taken.compareTo(limit) > 0) {
                refusals.add(call + " took " + taken + ", longer than " + limit);
            }
        }
    }

    /** Sends nothing more. */
    final void stopSending() {
        sending = false;
    }

    /** Ends all of it; what was promised and not kept. */
    final List<String> end() throws InterruptedException {
        receiving = false;
        awaitThreads();
        run(
                "close",
                () -> within(Chaos.CLOSE_LIMIT.multipliedBy(2), "the last close of both connections", this::close));
        awaitThreads();
        List<String> all = new ArrayList<>(refusals);
        all.addAll(broken());
        return all.stream().map(each -> name + ": " + each).toList();
    }

    private void awaitThreads() throws InterruptedException {
        for (Thread thread : threads) {
            TimeUnit.SECONDS.timedJoin(thread, PATIENCE_SECONDS);
            if (thread.isAlive()) {
                refusals.add(thread.getName() + " hangs" + List.of(thread.getStackTrace()));
            }
        }
        threads.clear();
    }
}
