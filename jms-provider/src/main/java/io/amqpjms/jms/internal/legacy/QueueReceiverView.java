package io.amqpjms.jms.internal.legacy;

import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.QueueReceiver;

/** A consumer of the queue domain; used by one thread at a time but for {@link #close()}. */
final class QueueReceiverView extends ConsumerView implements QueueReceiver {
    private final Queue queue;

    QueueReceiverView(MessageConsumer consumer, Queue queue) {
        super(consumer);
        this.queue = queue;
    }

    @Override
    public Queue getQueue() throws JMSException {
        requireOpen();
        return queue;
    }
}
