package io.amqpjms.examples.spring;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.jms.listener.SessionAwareMessageListener;

/** Packs what is ordered. An exception would roll back the session's transaction, and the order would come again. */
final class Packing implements SessionAwareMessageListener<Message> {
    private final BlockingQueue<String> packed = new LinkedBlockingQueue<>();

    @Override
    public void onMessage(Message order, Session session) throws JMSException {
        packed.add(order.getBody(String.class));
    }

    BlockingQueue<String> packed() {
        return packed;
    }
}
