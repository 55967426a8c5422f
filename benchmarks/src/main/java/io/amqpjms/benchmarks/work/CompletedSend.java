package io.amqpjms.benchmarks.work;

import jakarta.jms.CompletionListener;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.concurrent.CountDownLatch;

/** NON_PERSISTENT sends, each with a completion listener. One thread; the listener runs on the provider's. */
final class CompletedSend implements Lane {
    private final Scene scene;
    private final Session session;
    private final MessageProducer producer;

    CompletedSend(Scene scene) throws JMSException {
        this.scene = scene;
        this.session = scene.connection().createSession();
        this.producer = session.createProducer(scene.queue(session));
        producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
    }

    @Override
    public void run(int messages) throws Exception {
        CountDownLatch completed = new CountDownLatch(messages);
        Counting listener = new Counting(completed);
        for (int i = 0; i < messages; i++) {
            producer.send(scene.body().message(session), listener);
        }
        Patience.await(completed, "completions");
    }

    @Override
    public void close() throws JMSException {
        session.close();
    }

    private record Counting(CountDownLatch completed) implements CompletionListener {
        @Override
        public void onCompletion(Message message) {
            completed.countDown();
        }

        @Override
        public void onException(Message message, Exception failure) {
            throw new IllegalStateException("A send failed", failure);
        }
    }
}
