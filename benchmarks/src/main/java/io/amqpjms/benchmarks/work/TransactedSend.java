package io.amqpjms.benchmarks.work;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;

/** NON_PERSISTENT sends in transactions of a hundred. One thread. */
final class TransactedSend implements Lane {
    static final int BATCH = 100;

    private final Scene scene;
    private final Session session;
    private final MessageProducer producer;

    TransactedSend(Scene scene) throws JMSException {
        this.scene = scene;
        this.session = scene.connection().createSession(true, Session.SESSION_TRANSACTED);
        this.producer = session.createProducer(scene.queue(session));
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
    }

    @Override
    public void run(int messages) throws JMSException {
        for (int i = 1; i <= messages; i++) {
            producer.send(scene.body().message(session));
            if (i % BATCH == 0 || i == messages) {
                session.commit();
            }
        }
    }

    @Override
    public void close() throws JMSException {
        session.close();
    }
}
