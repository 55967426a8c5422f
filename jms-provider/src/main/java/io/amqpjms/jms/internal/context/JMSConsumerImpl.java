package io.amqpjms.jms.internal.context;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageListener;
import org.jspecify.annotations.Nullable;

/** A consumer of the simplified API; used by one thread at a time but for {@link #close()}. JMS 3.1 §8.1. */
final class JMSConsumerImpl implements JMSConsumer {
    private final MessageConsumer consumer;

    JMSConsumerImpl(MessageConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public @Nullable String getMessageSelector() {
        return RuntimeErrors.call(consumer::getMessageSelector);
    }

    @Override
    public @Nullable MessageListener getMessageListener() {
        return RuntimeErrors.call(consumer::getMessageListener);
    }

    @Override
    public void setMessageListener(@Nullable MessageListener listener) {
        RuntimeErrors.run(() -> consumer.setMessageListener(listener));
    }

    @Override
    public @Nullable Message receive() {
        return RuntimeErrors.call(consumer::receive);
    }

    @Override
    public @Nullable Message receive(long timeout) {
        return RuntimeErrors.call(() -> consumer.receive(timeout));
    }

    @Override
    public @Nullable Message receiveNoWait() {
        return RuntimeErrors.call(consumer::receiveNoWait);
    }

    @Override
    public <T> @Nullable T receiveBody(Class<T> type) {
        return body(type, consumer::receive);
    }

    @Override
    public <T> @Nullable T receiveBody(Class<T> type, long timeout) {
        return body(type, () -> consumer.receive(timeout));
    }

    @Override
    public <T> @Nullable T receiveBodyNoWait(Class<T> type) {
        return body(type, consumer::receiveNoWait);
    }

    @Override
    public void close() {
        RuntimeErrors.run(consumer::close);
    }

    private <T> @Nullable T body(Class<T> type, JmsCall<@Nullable Message> receive) {
        WantedBody<T> wanted = new WantedBody<>(type);
        check(wanted);
        try {
            return wanted.of(receive.run());
        } catch (JMSException failure) {
            throw RuntimeErrors.of(failure);
        } finally {
            check(null);
        }
    }

    private void check(BodyReceiver.@Nullable BodyCheck check) {
        if (consumer instanceof BodyReceiver receiver) {
            receiver.checkBodies(check);
        }
    }
}
