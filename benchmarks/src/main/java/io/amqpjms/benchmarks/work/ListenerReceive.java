package io.amqpjms.benchmarks.work;

import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.util.concurrent.CountDownLatch;

/** A message listener in AUTO_ACKNOWLEDGE, from its setting to its last message. The listener runs on the provider's thread. */
final class ListenerReceive implements Lane {
    private final Scene scene;
    private final Session session;

    ListenerReceive(Scene scene) throws JMSException {
        this.scene = scene;
        this.session = scene.connection().createSession();
    }

    @Override
    public void prepare(int messages) throws JMSException {
        scene.fill(messages);
    }

    @Override
    public void run(int messages) throws Exception {
        CountDownLatch received = new CountDownLatch(messages);
        try (MessageConsumer consumer = session.createConsumer(scene.source(session, messages))) {
            consumer.setMessageListener(message -> {
                try {
                    scene.body().read(message);
                } catch (JMSException e) {
                    throw new IllegalStateException("Could not read", e);
                }
                received.countDown();
            });
            Patience.await(received, "messages");
        }
    }

    @Override
    public void close() throws JMSException {
        session.close();
    }
}
