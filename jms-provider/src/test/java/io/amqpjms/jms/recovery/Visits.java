package io.amqpjms.jms.recovery;

import io.amqpjms.jms.Drainable;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Connections that are opened, used in two sessions, and closed or drained in the midst of what breaks: each end comes in bounded
 * time, tells every asynchronous send its outcome, and gives back what it had taken and not shown.
 *
 * <p>Every other one is a plain connection, whose application lives with its loss.
 */
final class Visits extends Strand {
    private static final String TIMED_OUT = "amqpjms:timeout";
    private static final int SENDS = 6;
    private static final long STAY = TimeUnit.MILLISECONDS.toNanos(20);
    private static final Duration DRAIN = Duration.ofSeconds(2);

    private final ConnectionFactory lasting;
    private final ConnectionFactory plain;
    private final Ledger ledger = new Ledger();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger visits = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger late = new AtomicInteger();
    private final AtomicInteger drainedInTime = new AtomicInteger();

    /** @param plain makes connections that do not come back */
    Visits(ConnectionFactory lasting, ConnectionFactory plain) {
        super("VISITS");
        this.lasting = lasting;
        this.plain = plain;
    }

    @Override
    void start() {
        run("visitor", () -> {
            while (receiving) {
                visit(visits.getAndIncrement());
            }
        });
    }

    private void visit(int number) throws JMSException {
        boolean comesBack = !sending || number % 2 == 0;
        try {
            Connection connection = (comesBack ? lasting : plain).createConnection();
            try {
                use(connection);
            } finally {
                leave(connection, number % 4 < 2);
            }
        } catch (JMSException broken) {
            // A call may find no line as long as its option lets it wait; nothing else may fail where lines come back.
            if (comesBack && !TIMED_OUT.equals(broken.getErrorCode())) {
                throw broken;
            }
            (comesBack ? late : lost).incrementAndGet();
        }
    }

    private void use(Connection connection) throws JMSException {
        Session incoming = connection.createSession();
        Queue queue = incoming.createQueue("chaos-VISITS");
        incoming.createConsumer(queue).setMessageListener(this::note);
        connection.start();
        if (sending) {
            Session outgoing = connection.createSession();
            MessageProducer producer = outgoing.createProducer(queue);
            for (int i = 0; i < SENDS; i++) {
                send(outgoing, producer);
            }
        }
        LockSupport.parkNanos(STAY);
    }

    /** Nobody waits for the outcome: the end of the connection brings it, if nothing does before. */
    private void send(Session session, MessageProducer producer) throws JMSException {
        int number = sent.getAndIncrement();
        try {
            Message message = session.createTextMessage(String.valueOf(number));
            producer.send(message, new Announced(ledger, number));
        } catch (JMSException refused) {
            ledger.ended(number, Ledger.Ending.FAILED);
            throw refused;
        }
    }

    private void leave(Connection connection, boolean byDrain) throws JMSException {
        if (byDrain && connection instanceof Drainable drainable) {
            within(Chaos.CLOSE_LIMIT.plus(DRAIN), "drain", () -> {
                if (drainable.drain(DRAIN)) {
                    drainedInTime.incrementAndGet();
                }
            });
        } else {
            within(Chaos.CLOSE_LIMIT, "close", connection::close);
        }
    }

    private void note(Message message) {
        try {
            ledger.arrived(Scene.number(message), message.getJMSRedelivered(), message.getJMSMessageID());
        } catch (JMSException unreadable) {
            refusals.add("unreadable: " + unreadable);
        }
    }

    @Override
    boolean isComplete() {
        return ledger.missing().isEmpty();
    }

    @Override
    int arrived() {
        return ledger.distinctArrivals();
    }

    @Override
    void close() {
        // The last visitor has left.
    }

    @Override
    List<String> broken() {
        return ledger.brokenBySends(
                sent.get(), ledger.arrivals().stream().sorted().toList());
    }

    @Override
    public String toString() {
        return "VISITS: " + visits + " connections, " + lost + " of them lost, " + late + " without a line in time, "
                + drainedInTime + " drained in time; " + ledger;
    }
}
