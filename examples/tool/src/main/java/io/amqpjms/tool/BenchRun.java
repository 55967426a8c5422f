package io.amqpjms.tool;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One measurement. For one thread, which starts a thread for each producer and watches. */
final class BenchRun {
    private static final int PREFETCH = 1000;
    private static final long GLANCE_MILLIS = 100;

    private final Peer peer;
    private final Load load;
    private final Duration patience;
    private final Progress progress;
    private final BenchBody body;
    private final Stopwatch stopwatch;

    /**
     * What is sent. Immutable.
     *
     * @param size bytes of each body
     * @param rate messages a second of all producers together, or 0 for as many as go
     */
    record Load(String queue, int count, int size, int producers, int consumers, boolean persistent, int rate) {
        /** How many messages this producer sends; all together send {@link #count}. */
        int share(int producer) {
            return count / producers + (producer < count % producers ? 1 : 0);
        }

        /** The nanoseconds between two messages of one producer. */
        long pauseNanos() {
            return rate == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) * producers / rate;
        }
    }

    BenchRun(Peer peer, Load load, Duration patience, Progress progress) {
        this.peer = peer;
        this.load = load;
        this.patience = patience;
        this.progress = progress;
        this.body = new BenchBody(ThreadLocalRandom.current().nextLong(), load.size());
        this.stopwatch = new Stopwatch(load.count());
    }

    /**
     * Sends and receives everything.
     *
     * @throws Unsuccessful if the queue is not empty, or messages do not come
     */
    Measured run() throws JMSException, InterruptedException {
        refuseUsedQueue();
        List<JMSContext> contexts = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        try {
            for (int i = 0; i < load.consumers(); i++) {
                contexts.add(consume(peer.open(JMSContext.CLIENT_ACKNOWLEDGE, PREFETCH)));
            }
            for (int i = 0; i < load.producers(); i++) {
                JMSContext context = peer.open(JMSContext.AUTO_ACKNOWLEDGE, 1);
                contexts.add(context);
                int share = load.share(i);
                threads.add(new Thread(() -> produce(context, share), "bench-producer-" + i));
            }
            stopwatch.start();
            threads.forEach(Thread::start);
            watch();
        } finally {
            stopwatch.stop();
            contexts.forEach(JMSContext::close);
            for (Thread thread : threads) {
                thread.join();
            }
        }
        return stopwatch.measured();
    }

    private void refuseUsedQueue() throws JMSException {
        try (JMSContext context = peer.open(JMSContext.AUTO_ACKNOWLEDGE, 1);
                QueueBrowser browser = context.createBrowser(context.createQueue(load.queue()))) {
            if (browser.getEnumeration().hasMoreElements()) {
                throw new Unsuccessful(
                        "queue '" + load.queue() + "' has messages in it, which a measurement would take",
                        "Name an empty queue that nobody else uses.");
            }
        }
    }

    private JMSContext consume(JMSContext context) {
        context.createConsumer(context.createQueue(load.queue())).setMessageListener(this::received);
        return context;
    }

    private void received(Message message) {
        try {
            if (stopwatch.isRunning()) {
                long taken = System.nanoTime() - body.sentAt(message);
                // The last one counted ends the run, and its connections.
                message.acknowledge();
                stopwatch.received(taken);
            }
        } catch (JMSException | RuntimeException e) {
            stopwatch.fail(e);
        }
    }

    private void produce(JMSContext context, int share) {
        try {
            Queue queue = context.createQueue(load.queue());
            JMSProducer producer = context.createProducer()
                    .setDeliveryMode(load.persistent() ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT);
            long start = System.nanoTime();
            for (int i = 0; i < share && stopwatch.isRunning(); i++) {
                awaitTime(start + i * load.pauseNanos());
                producer.send(queue, body.message(context));
                stopwatch.sent();
            }
        } catch (JMSException | JMSRuntimeException e) {
            stopwatch.fail(e);
        }
    }

    private void awaitTime(long due) {
        long left = due - System.nanoTime();
        while (left > 0 && load.rate() > 0 && stopwatch.isRunning()) {
            LockSupport.parkNanos(left);
            left = due - System.nanoTime();
        }
    }

    private void watch() throws JMSException, InterruptedException {
        long seen = 0;
        long seenAt = System.nanoTime();
        while (!stopwatch.awaitEnd(GLANCE_MILLIS, TimeUnit.MILLISECONDS)) {
            progress.show(stopwatch.received());
            if (stopwatch.received() > seen) {
                seen = stopwatch.received();
                seenAt = System.nanoTime();
            } else if (System.nanoTime() - seenAt > patience.toNanos()) {
                throw new Unsuccessful(
                        "after " + seen + " of " + load.count() + " messages none came within " + patience.toMillis()
                                + " ms",
                        "Is there room for them at the broker, and does nobody else take them?");
            }
        }
        progress.end(stopwatch.received());
        stopwatch.rethrow();
    }
}
