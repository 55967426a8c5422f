package io.amqpjms.benchmarks.work;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;

/** NON_PERSISTENT sends; the last one is persistent, so that a run ends when the peer has them all. One thread. */
final class PlainSend implements Lane {
    private final Scene scene;
    private final Session session;
    private final MessageProducer producer;

    PlainSend(Scene scene) throws JMSException {
        this.scene = scene;
        this.session = scene.connection().createSession();
        this.producer = session.createProducer(scene.queue(session));
    }

    @Override
    public void run(int messages) throws JMSException {
        for (int i = 1; i < messages; i++) {
            producer.send(
                    scene.body().message(session),
                    DeliveryMode.NON_PERSISTENT,
                    Message.DEFAULT_PRIORITY,
                    Message.DEFAULT_TIME_TO_LIVE);
        }
        producer.send(scene.body().message(session));
    }

    @Override
    public void close() throws JMSException {
        session.close();
    }
}
