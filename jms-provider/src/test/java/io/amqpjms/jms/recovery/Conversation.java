package io.amqpjms.jms.recovery;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Requests whose answers go to a temporary queue: each ends with its answer, or with an exception, and none waits in vain. */
final class Conversation extends Strand {
    private static final long PACE = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long PATIENCE_MILLIS = 30_000;
    private static final String QUEUE = "chaos-REQUESTS";

    private final ConnectionFactory factory;
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger inVain = new AtomicInteger();
    private Connection asking;
    private Connection answering;

    Conversation(ConnectionFactory factory) {
        super("REQUESTS");
        this.factory = factory;
    }

    @Override
    void start() throws JMSException {
        answering = factory.createConnection();
        answering.start();
        asking = factory.createConnection();
        asking.start();
        run("answers", this::answer);
        run("requests", this::ask);
    }

    private void ask() throws JMSException {
        Session session = asking.createSession();
        MessageProducer requests = session.createProducer(session.createQueue(QUEUE));
        Mailbox mailbox = mailbox(session);
        int failures = 0;
        while (sending) {
            failures = askOnce(session, requests, mailbox) ? 0 : failures + 1;
            if (failures > 1) {
                mailbox = renewed(mailbox, session);
            }
            LockSupport.parkNanos(PACE);
        }
    }

    private record Mailbox(TemporaryQueue answers, MessageConsumer consumer) {}

    private static Mailbox mailbox(Session session) throws JMSException {
        TemporaryQueue answers = session.createTemporaryQueue();
        return new Mailbox(answers, session.createConsumer(answers));
    }

    /** A temporary queue does not outlive its link: who is told so twice makes another. */
    private static Mailbox renewed(Mailbox old, Session session) {
        try {
            old.consumer.close();
            return mailbox(session);
        } catch (JMSException brokenAgain) {
            return old;
        }
    }

    /** Whether nothing failed. */
    private boolean askOnce(Session session, MessageProducer requests, Mailbox mailbox) throws JMSException {
        MessageConsumer consumer = mailbox.consumer;
        String number = String.valueOf(asked.getAndIncrement());
        Message request = session.createTextMessage(number);
        request.setJMSReplyTo(mailbox.answers);
        request.setJMSCorrelationID(number);
        try {
            requests.send(request);
            Message answer = consumer.receive(PATIENCE_MILLIS);
            // A request that was sent twice is answered twice; the second answer stands before the next one's.
            while (answer != null && !number.equals(answer.getJMSCorrelationID())) {
                answer = consumer.receive(PATIENCE_MILLIS);
            }
            (answer == null ? inVain : answered).incrementAndGet();
            return true;
        } catch (JMSException told) {
            failed.incrementAndGet();
            return false;
        }
    }

    private void answer() throws JMSException {
        Session session = answering.createSession();
        MessageConsumer requests = session.createConsumer(session.createQueue(QUEUE));
        MessageProducer answers = session.createProducer(null);
        while (receiving) {
            Message request = requests.receive(500);
            if (request == null) {
                continue;
            }
            Message answer = session.createTextMessage("answer");
            answer.setJMSCorrelationID(request.getJMSCorrelationID());
            try {
                answers.send(request.getJMSReplyTo(), answer);
            } catch (JMSException askerIsGone) {
                // Whoever asked is told as well.
            }
        }
    }

    @Override
    boolean isComplete() {
        return asked.get() == answered.get() + failed.get() + inVain.get();
    }

    @Override
    int arrived() {
        return answered.get();
    }

    @Override
    void close() throws JMSException {
        asking.close();
        answering.close();
    }

    @Override
    List<String> broken() {
        return inVain.get() == 0 ? List.of() : List.of(inVain + " requests waited in vain");
    }

    @Override
    public String toString() {
        return "REQUESTS: " + asked + " asked, " + answered + " answered, " + failed + " told that no answer comes, "
                + inVain + " in vain";
    }
}
