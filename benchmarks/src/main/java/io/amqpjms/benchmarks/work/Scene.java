package io.amqpjms.benchmarks.work;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;

/**
 * Where a lane works: the connection that is measured, the one that only fills queues, the name of its queue, and the
 * body of its messages. Immutable.
 *
 * @param filled whether the messages to receive have to be sent first; a source of its own makes them when asked
 */
public record Scene(Connection connection, Connection feeding, String queue, Body body, boolean filled) {

    /** The queue of this lane, made when first used. */
    Queue queue(Session session) throws JMSException {
        return session.createQueue(queue);
    }

    /** The queue that has so many messages to receive. */
    Queue source(Session session, int messages) throws JMSException {
        return session.createQueue(filled ? queue : queue + "#" + messages);
    }

    /** Puts messages into the queue. */
    void fill(int messages) throws JMSException {
        if (!filled) {
            return;
        }
        try (Session session = feeding.createSession(true, Session.SESSION_TRANSACTED)) {
            MessageProducer producer = session.createProducer(queue(session));
            producer.setDeliveryMode(jakarta.jms.DeliveryMode.NON_PERSISTENT);
            for (int i = 1; i <= messages; i++) {
                producer.send(body.message(session));
                if (i % 1000 == 0 || i == messages) {
                    session.commit();
                }
            }
        }
    }
}
