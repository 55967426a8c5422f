package io.amqpjms.benchmarks.work;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;

/** Calls of {@code receive}, with something done after each hundred messages. One thread. */
final class CalledReceive implements Lane {
    private static final int BATCH = 100;

    private final Scene scene;
    private final Session session;
    private final Settling settling;

    private CalledReceive(Scene scene, int mode, Settling settling) throws JMSException {
        this.scene = scene;
        this.session = scene.connection().createSession(mode);
        this.settling = settling;
    }

    /** What ends a batch. */
    private interface Settling {
        void settle(Session session, Message last) throws JMSException;
    }

    /** AUTO_ACKNOWLEDGE: nothing more is to do. */
    static Lane automatic(Scene scene) throws JMSException {
        return new CalledReceive(scene, Session.AUTO_ACKNOWLEDGE, (session, last) -> {});
    }

    static Lane acknowledged(Scene scene) throws JMSException {
        return new CalledReceive(scene, Session.CLIENT_ACKNOWLEDGE, (session, last) -> last.acknowledge());
    }

    static Lane transacted(Scene scene) throws JMSException {
        return new CalledReceive(scene, Session.SESSION_TRANSACTED, (session, last) -> session.commit());
    }

    @Override
    public void prepare(int messages) throws JMSException {
        scene.fill(messages);
    }

    @Override
    public void run(int messages) throws JMSException {
        try (MessageConsumer consumer = session.createConsumer(scene.source(session, messages))) {
            for (int i = 1; i <= messages; i++) {
                Message message = consumer.receive(Patience.SECONDS * 1000);
                if (message == null) {
                    throw new IllegalStateException("Message " + i + " of " + messages + " did not come");
                }
                scene.body().read(message);
                if (i % BATCH == 0 || i == messages) {
                    settling.settle(session, message);
                }
            }
        }
    }

    @Override
    public void close() throws JMSException {
        session.close();
    }
}
