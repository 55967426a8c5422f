package io.amqpjms.benchmarks.work;

import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;

/** PERSISTENT sends, each of which waits for the broker's answer. One thread. */
final class PersistentSend implements Lane {
    private final Scene scene;
    private final Session session;
    private final MessageProducer producer;

    PersistentSend(Scene scene) throws JMSException {
        this.scene = scene;
        this.session = scene.connection().createSession();
        this.producer = session.createProducer(scene.queue(session));
    }

    @Override
    public void run(int messages) throws JMSException {
        for (int i = 0; i < messages; i++) {
            producer.send(scene.body().message(session));
        }
    }

    @Override
    public void close() throws JMSException {
        session.close();
    }
}
