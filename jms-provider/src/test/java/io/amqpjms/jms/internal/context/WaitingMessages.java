package io.amqpjms.jms.internal.context;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A consumer with AUTO_ACKNOWLEDGE whose messages are at hand, keeping the promise of {@link BodyReceiver}. */
final class WaitingMessages implements MessageConsumer, BodyReceiver {
    private final Deque<Message> messages = new ArrayDeque<>();
    private final List<Message> acknowledged = new ArrayList<>();
    private BodyCheck check;

    void add(Message message) {
        messages.add(message);
    }

    List<Message> acknowledged() {
        return acknowledged;
    }

    boolean isChecking() {
        return check != null;
    }

    @Override
    public void checkBodies(BodyCheck wanted) {
        check = wanted;
    }

    @Override
    public Message receiveNoWait() throws JMSException {
        Message next = messages.peek();
        if (next != null && check != null) {
            check.look(next);
        }
        if (next != null) {
            acknowledged.add(messages.remove());
        }
        return next;
    }

    @Override
    public Message receive() throws JMSException {
        return receiveNoWait();
    }

    @Override
    public Message receive(long timeout) throws JMSException {
        return receiveNoWait();
    }

    @Override
    public String getMessageSelector() {
        return null;
    }

    @Override
    public MessageListener getMessageListener() {
        return null;
    }

    @Override
    public void setMessageListener(MessageListener listener) {
        throw new UnsupportedOperationException("messages are only received here");
    }

    @Override
    public void close() {
        messages.clear();
    }
}
