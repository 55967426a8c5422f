package io.amqpjms.jms.recovery;

import io.amqpjms.jms.recovery.Ledger.Ending;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import jakarta.jms.TransactionRolledBackException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A producer and a consumer of numbered messages, each on a thread and a connection of its own, which go on whatever their
 * calls throw. Started and ended by one thread.
 */
final class Traffic {
    private static final long PACE = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long RECEIVE_MILLIS = 500;

    /** How messages are sent and received. */
    enum Way {
        SYNCHRONOUS(false, Session.AUTO_ACKNOWLEDGE),
        ANNOUNCED(false, Session.AUTO_ACKNOWLEDGE),
        TRANSACTED(false, Session.SESSION_TRANSACTED),
        CLIENT_ACKNOWLEDGED(false, Session.CLIENT_ACKNOWLEDGE),
        DURABLE(true, Session.AUTO_ACKNOWLEDGE),
        SHARED(true, Session.DUPS_OK_ACKNOWLEDGE);

        private final boolean topic;
        private final int mode;

        Way(boolean topic, int mode) {
            this.topic = topic;
            this.mode = mode;
        }
    }

    private final Way way;
    private final ConnectionFactory factory;
    private final Ledger ledger = new Ledger();
    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean sending = true;
    private volatile boolean receiving = true;
    private final AtomicInteger sent = new AtomicInteger();
    private Connection outgoing;
    private Connection incoming;

    Traffic(Way way, ConnectionFactory factory) {
        this.way = way;
        this.factory = factory;
    }

    /** Begins with the consumer, so that a subscription is there before the first message. */
    void start() throws JMSException {
        incoming = factory.createConnection();
        if (way.topic) {
            incoming.setClientID("chaos-" + way);
        }
        Session session = incoming.createSession(way.mode);
        MessageConsumer consumer = consumer(session);
        incoming.start();
        outgoing = factory.createConnection();
        run("consumer", () -> receive(session, consumer));
        run("producer", this::send);
    }

    private MessageConsumer consumer(Session session) throws JMSException {
        Destination from = destination(session);
        return switch (way) {
            case DURABLE -> session.createDurableConsumer((Topic) from, "own");
            case SHARED -> session.createSharedDurableConsumer((Topic) from, "common");
            default -> session.createConsumer(from);
        };
    }

    private Destination destination(Session session) throws JMSException {
        String name = "chaos-" + way;
        return way.topic ? session.createTopic(name) : session.createQueue(name);
    }

    private void run(String role, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (JMSException | RuntimeException stopped) {
                        refusals.add(role + " gave up: " + stopped);
                    }
                },
                "chaos-" + way + "-" + role);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private interface Work {
        void run() throws JMSException;
    }

    private void send() throws JMSException {
        Session session = outgoing.createSession(way.mode);
        MessageProducer producer = session.createProducer(destination(session));
        while (sending) {
            if (way == Way.TRANSACTED) {
                sendPair(session, producer);
            } else {
                sendOne(session, producer);
            }
            LockSupport.parkNanos(PACE);
        }
        session.close();
    }

    private void sendOne(Session session, MessageProducer producer) throws JMSException {
        int number = sent.getAndIncrement();
        Message message = session.createTextMessage(String.valueOf(number));
        try {
            if (way == Way.ANNOUNCED) {
                producer.send(message, new Announced(ledger, number));
            } else {
                producer.send(message);
                ledger.ended(number, Ending.DONE);
            }
        } catch (JMSException failed) {
            ledger.ended(number, Ending.FAILED);
        }
    }

    private void sendPair(Session session, MessageProducer producer) throws JMSException {
        int number = sent.getAndAdd(2);
        Ending ending = Scene.endingOfPair(session, producer, number);
        ledger.ended(number, ending);
        ledger.ended(number + 1, ending);
    }

    private void receive(Session session, MessageConsumer consumer) throws JMSException {
        if (way == Way.ANNOUNCED) {
            consumer.setMessageListener(this::note);
            return;
        }
        while (receiving) {
            Message message = consumer.receive(RECEIVE_MILLIS);
            if (message != null) {
                take(session, message);
            }
        }
    }

    private void take(Session session, Message message) throws JMSException {
        if (way.mode == Session.SESSION_TRANSACTED) {
            int number = Scene.number(message);
            try {
                session.commit();
                note(message);
            } catch (TransactionRolledBackException comesAgain) {
                return;
            } catch (JMSException inDoubt) {
                ledger.doubtful(number);
            }
            return;
        }
        note(message);
        if (way.mode == Session.CLIENT_ACKNOWLEDGE) {
            acknowledge(message);
        }
    }

    private static void acknowledge(Message message) {
        try {
            message.acknowledge();
        } catch (JMSException tooLate) {
            // The message comes again.
        }
    }

    private void note(Message message) {
        try {
            ledger.arrived(Scene.number(message), message.getJMSRedelivered(), message.getJMSMessageID());
        } catch (JMSException unreadable) {
            refusals.add("unreadable: " + unreadable);
        }
    }

    /** Sends nothing more. */
    void stopSending() {
        sending = false;
    }

    /** Whether everything that was sent well has come. */
    boolean isComplete() {
        return ledger.missing().isEmpty();
    }

    /** Ends both sides; what was promised and not kept. */
    List<String> end() throws JMSException, InterruptedException {
        receiving = false;
        List<String> broken = new ArrayList<>(refusals);
        for (Thread thread : threads) {
            TimeUnit.SECONDS.timedJoin(thread, 30);
            if (thread.isAlive()) {
                broken.add(thread.getName() + " hangs" + List.of(thread.getStackTrace()));
            }
        }
        outgoing.close();
        incoming.close();
        // What a broker had sent over a line whose end it noticed late comes after what it sends over the next one: the
        // order
        // of arrival is counted, not demanded.
        broken.addAll(ledger.brokenBySends(
                sent.get(), ledger.arrivals().stream().sorted().toList()));
        return broken.stream().map(each -> way + ": " + each).toList();
    }

    @Override
    public String toString() {
        return way + ": " + ledger;
    }
}
