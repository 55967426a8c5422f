package io.amqpjms.jms.recovery;

import io.amqpjms.jms.recovery.Ledger.Ending;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A producer and a consumer of numbered messages, each on a thread and a connection of its own, which go on whatever their
 * calls throw. Started and ended by one thread.
 */
final class Traffic extends Strand {
    private static final long PACE = TimeUnit.MILLISECONDS.toNanos(2);
    private static final List<Pattern> LOST = List.of(
            Pattern.compile("^(\\d+) messages? sent to "),
            Pattern.compile("^The session was closed before the broker answered (\\d+) messages"));
    // With a link alone, or when its time is over, each message is told of by itself.
    private static final Pattern ONE_LOST =
            Pattern.compile("^Could not send to |^The broker did not take the message ");

    /** How messages are sent and received. */
    enum Way {
        SYNCHRONOUS(false, Session.AUTO_ACKNOWLEDGE),
        ANNOUNCED(false, Session.AUTO_ACKNOWLEDGE),
        DEDUPLICATED(false, Session.AUTO_ACKNOWLEDGE),
        NON_PERSISTENT(false, Session.AUTO_ACKNOWLEDGE),
        TRANSACTED(false, Session.SESSION_TRANSACTED),
        CLIENT_ACKNOWLEDGED(false, Session.CLIENT_ACKNOWLEDGE),
        DURABLE(true, Session.AUTO_ACKNOWLEDGE),
        SHARED(true, Session.DUPS_OK_ACKNOWLEDGE),
        LISTENING_TRANSACTED(false, Session.SESSION_TRANSACTED),
        LISTENING_CLIENT_ACKNOWLEDGED(false, Session.CLIENT_ACKNOWLEDGE);

        private final boolean topic;
        final int mode;

        Way(boolean topic, int mode) {
            this.topic = topic;
            this.mode = mode;
        }

        boolean isTransacted() {
            return mode == Session.SESSION_TRANSACTED;
        }

        boolean listens() {
            return this == ANNOUNCED || isSlow();
        }

        // Two cores have to carry all of them.
        private boolean isSlow() {
            return this == LISTENING_TRANSACTED || this == LISTENING_CLIENT_ACKNOWLEDGED;
        }

        private long pace() {
            return isSlow() ? 5 * PACE : PACE;
        }
    }

    private final Way way;
    private final ConnectionFactory factory;
    private final Mischief mischief;
    private final Ledger ledger = new Ledger();
    private final AtomicInteger sent = new AtomicInteger();
    /** Whether the producer goes on. */
    private final CountDownLatch producing = new CountDownLatch(1);

    private final AtomicInteger toldLost = new AtomicInteger();
    private Connection outgoing;
    private Connection incoming;

    /** @param mischief knows what a broker that goes away takes along */
    Traffic(Way way, ConnectionFactory factory, Mischief mischief) {
        super(way.name());
        this.mischief = mischief;
        this.way = way;
        this.factory = factory;
    }

    /** Begins with the consumer, so that a subscription is there before the first message. */
    @Override
    void start() throws JMSException {
        incoming = factory.createConnection();
        if (way.topic) {
            incoming.setClientID("chaos-" + way);
        }
        Session session = incoming.createSession(way.mode);
        MessageConsumer consumer = consumer(session);
        incoming.start();
        outgoing = factory.createConnection();
        outgoing.setExceptionListener(this::told);
        Reception reception = new Reception(this, way, ledger);
        run("consumer", () -> reception.run(session, consumer));
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

    /** Messages that are not persistent may be lost with a line; then the application is told how many. */
    private void told(JMSException failure) {
        String text = String.valueOf(failure.getMessage());
        for (Pattern pattern : LOST) {
            Matcher lost = pattern.matcher(text);
            if (lost.find()) {
                toldLost.addAndGet(Integer.parseInt(lost.group(1)));
            }
        }
        if (ONE_LOST.matcher(text).find()) {
            toldLost.incrementAndGet();
        }
    }

    private void send() throws JMSException {
        Session session = outgoing.createSession(way.mode);
        MessageProducer producer = session.createProducer(destination(session));
        producer.setDeliveryMode(way == Way.NON_PERSISTENT ? DeliveryMode.NON_PERSISTENT : DeliveryMode.PERSISTENT);
        while (sending) {
            if (way.isTransacted()) {
                sendPair(session, producer);
            } else {
                sendOne(session, producer);
            }
            LockSupport.parkNanos(way.pace());
        }
        session.close();
        producing.countDown();
    }

    private void sendOne(Session session, MessageProducer producer) throws JMSException {
        int number = sent.getAndIncrement();
        Message message = session.createTextMessage(String.valueOf(number));
        try {
            if (way == Way.ANNOUNCED) {
                producer.send(message, new Announced(ledger, number));
            } else {
                within(Chaos.SEND_LIMIT, "send", () -> producer.send(message));
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

    private boolean mayLose() {
        return way == Way.NON_PERSISTENT && mischief.brokerFell();
    }

    @Override
    boolean isComplete() {
        return producing.getCount() == 0 && (mayLose() || ledger.missing().size() <= toldLost.get());
    }

    @Override
    int arrived() {
        return ledger.distinctArrivals();
    }

    @Override
    void close() throws JMSException {
        outgoing.close();
        incoming.close();
    }

    // What a broker had sent over a line whose end it noticed late comes after what it sends over the next one: the
    // order of arrival is counted, not demanded.
    @Override
    List<String> broken() {
        if (way == Way.NON_PERSISTENT) {
            int missing = ledger.missing().size();
            return mayLose() || missing <= toldLost.get()
                    ? List.of()
                    : List.of(missing + " are lost, " + toldLost + " of them told");
        }
        List<String> broken = new ArrayList<>(ledger.brokenBySends(
                sent.get(), ledger.arrivals().stream().sorted().toList()));
        if (way.isTransacted()) {
            broken.addAll(ledger.brokenByRollbacks());
        }
        // Artemis that is killed while it writes may hold the head of one message with the body of another when it is
        // back.
        if (!mischief.journalMayBeTorn()) {
            broken.addAll(ledger.mixed());
        }
        if (way == Way.DEDUPLICATED && ledger.unmarked() > 0) {
            broken.add(ledger.unmarked() + " messages were there twice, though the broker was given their identifiers");
        }
        return broken;
    }

    @Override
    public String toString() {
        String told = ", " + toldLost + " told as lost" + (mayLose() ? ", others gone with the broker" : "");
        return way + ": " + ledger + (way == Way.NON_PERSISTENT ? told : "");
    }
}
