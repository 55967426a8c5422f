package io.amqpjms.jms.recovery;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Looks through a queue that nobody consumes from, again and again: each look sees all of it, whatever breaks meanwhile. */
final class Browsers extends Strand {
    private static final int MESSAGES = 40;
    // So slow that most faults fall within a look.
    private static final long PACE = TimeUnit.MILLISECONDS.toNanos(10);

    private final ConnectionFactory factory;
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger again = new AtomicInteger();
    private Connection connection;

    Browsers(ConnectionFactory factory) {
        super("BROWSED");
        this.factory = factory;
    }

    @Override
    void start() throws JMSException {
        connection = factory.createConnection();
        connection.start();
        Session session = connection.createSession();
        Queue queue = session.createQueue("chaos-BROWSED");
        MessageProducer producer = session.createProducer(queue);
        producer.setDeliveryMode(DeliveryMode.PERSISTENT);
        for (int number = 0; number < MESSAGES; number++) {
            producer.send(session.createTextMessage(String.valueOf(number)));
        }
        run("browser", () -> browse(session, queue));
    }

    private void browse(Session session, Queue queue) throws JMSException {
        while (sending) {
            try (QueueBrowser browser = session.createBrowser(queue)) {
                look(browser.getEnumeration());
            }
        }
    }

    private void look(Enumeration<?> all) throws JMSException {
        Set<Integer> seen = new TreeSet<>();
        while (all.hasMoreElements()) {
            if (!seen.add(Scene.number((Message) all.nextElement()))) {
                again.incrementAndGet();
            }
            LockSupport.parkNanos(PACE);
        }
        looks.incrementAndGet();
        if (seen.size() < MESSAGES) {
            refusals.add("look " + looks + " saw only " + seen);
        }
    }

    @Override
    boolean isComplete() {
        return looks.get() > 0;
    }

    // A look shows what was there before.
    @Override
    int arrived() {
        return 0;
    }

    @Override
    void close() throws JMSException {
        connection.close();
    }

    @Override
    List<String> broken() {
        return looks.get() > 0 ? List.of() : Collections.singletonList("no look ever ended");
    }

    @Override
    public String toString() {
        return "BROWSED: " + looks + " looks at " + MESSAGES + " messages, " + again + " seen again in one look";
    }
}
