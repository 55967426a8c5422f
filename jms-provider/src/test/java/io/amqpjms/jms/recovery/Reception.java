package io.amqpjms.jms.recovery;

import io.amqpjms.jms.recovery.Traffic.Way;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TransactionRolledBackException;

/** The receiving end of {@link Traffic}: writes down what came, and what was acknowledged for good. Used by one thread. */
final class Reception {
    private static final long RECEIVE_MILLIS = 500;

    private final Strand strand;
    private final Way way;
    private final Ledger ledger;

    Reception(Strand strand, Way way, Ledger ledger) {
        this.strand = strand;
        this.way = way;
        this.ledger = ledger;
    }

    /** Receives until the strand ends, or has the session's own thread do it. */
    void run(Session session, MessageConsumer consumer) throws JMSException {
        if (way.listens()) {
            consumer.setMessageListener(message -> heard(session, message));
            return;
        }
        while (strand.receiving) {
            Message message = consumer.receive(RECEIVE_MILLIS);
            if (message != null) {
                take(session, message);
            }
        }
    }

    private void heard(Session session, Message message) {
        try {
            take(session, message);
        } catch (JMSException unexpected) {
            strand.refusals.add("the listener cannot take " + message + ": " + unexpected);
        }
    }

    private void take(Session session, Message message) throws JMSException {
        if (way.isTransacted()) {
            commit(session, message);
            return;
        }
        note(message);
        if (way.mode == Session.CLIENT_ACKNOWLEDGE) {
            acknowledge(message);
        }
    }

    private void commit(Session session, Message message) throws JMSException {
        int number = Scene.number(message);
        try {
            session.commit();
        } catch (TransactionRolledBackException comesAgain) {
            return;
        } catch (JMSException inDoubt) {
            ledger.doubtful(number);
            return;
        }
        note(message);
        ledger.settled(number);
    }

    private static void acknowledge(Message message) {
        try {
            message.acknowledge();
        } catch (JMSException tooLate) {
            // The message comes again.
        }
    }

    private void note(Message message) throws JMSException {
        ledger.arrived(Scene.number(message), message.getJMSRedelivered(), message.getJMSMessageID());
    }
}
