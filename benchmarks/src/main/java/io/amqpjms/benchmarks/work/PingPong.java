package io.amqpjms.benchmarks.work;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;

/**
 * Requests to a listener of the same process on another connection, which answers each: four hops for one message. One
 * thread; the listener runs on the provider's.
 */
final class PingPong implements Lane {
    private final Scene scene;
    private final Session asking;
    private final Session answering;
    private final MessageProducer requests;
    private final MessageConsumer replies;

    PingPong(Scene scene) throws JMSException {
        this.scene = scene;
        this.asking = scene.connection().createSession();
        this.answering = scene.feeding().createSession();
        Queue there = scene.queue(asking);
        Queue back = asking.createQueue(scene.queue() + "-back");
        this.requests = producer(asking, there);
        this.replies = asking.createConsumer(back);
        MessageProducer answers = producer(answering, back);
        answering.createConsumer(there).setMessageListener(request -> answer(answers));
    }

    private static MessageProducer producer(Session session, Queue queue) throws JMSException {
        MessageProducer producer = session.createProducer(queue);
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        return producer;
    }

    private void answer(MessageProducer answers) {
        try {
            answers.send(scene.body().message(answering));
        } catch (JMSException e) {
            throw new IllegalStateException("Could not answer", e);
        }
    }

    @Override
    public void run(int messages) throws JMSException {
        for (int i = 0; i < messages; i++) {
            requests.send(scene.body().message(asking));
            Message reply = replies.receive(Patience.SECONDS * 1000);
            if (reply == null) {
                throw new IllegalStateException("No reply came");
            }
            scene.body().read(reply);
        }
    }

    @Override
    public void close() throws JMSException {
        asking.close();
        answering.close();
    }
}
