package io.amqpjms.jms.internal.context;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import org.jspecify.annotations.Nullable;

/**
 * A message consumer that can look into a message before it counts as delivered. JMS 3.1 §8.6.
 *
 * <p>Called by the thread that receives, before and after {@code receive}, so it needs no lock.
 */
public interface BodyReceiver {
    /**
     * From now on, until called with null, {@code receive}, {@code receive(timeout)} and {@code receiveNoWait} hand a
     * message to the check first. With AUTO_ACKNOWLEDGE and DUPS_OK_ACKNOWLEDGE a check that throws undoes the delivery:
     * the message is the next one again, neither acknowledged nor marked as redelivered, and the receive throws what the
     * check threw. In other modes the message stays delivered and the check need not be called.
     */
    void checkBodies(@Nullable BodyCheck check);

    /** Looks into a message. */
    @FunctionalInterface
    interface BodyCheck {
        void look(Message message) throws JMSException;
    }
}
