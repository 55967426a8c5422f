package io.amqpjms.jms.internal;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;

/**
 * How one message is to be sent (JMS 3.1 §7.8 and following). Immutable.
 *
 * @param deliveryMode persistent or not
 * @param priority 0 to 9
 * @param timeToLive in ms, 0 for ever
 * @param deliveryDelay in ms
 * @param withoutId whether the message gets no id
 * @param withoutTimestamp whether the message gets no timestamp
 */
record SendOptions(
        int deliveryMode,
        int priority,
        long timeToLive,
        long deliveryDelay,
        boolean withoutId,
        boolean withoutTimestamp) {

    static SendOptions checked(
            int deliveryMode,
            int priority,
            long timeToLive,
            long deliveryDelay,
            boolean withoutId,
            boolean withoutTimestamp)
            throws JMSException {
        requireDeliveryMode(deliveryMode);
        requirePriority(priority);
        return new SendOptions(deliveryMode, priority, timeToLive, deliveryDelay, withoutId, withoutTimestamp);
    }

    /** Whether these are the ones, so that a producer that sends all alike makes them once. */
    boolean are(int mode, int rank, long ttl, long delay, boolean noId, boolean noTimestamp) {
        return deliveryMode == mode
                && priority == rank
                && timeToLive == ttl
                && deliveryDelay == delay
                && withoutId == noId
                && withoutTimestamp == noTimestamp;
    }

    static void requireDeliveryMode(int mode) throws JMSException {
        if (mode != DeliveryMode.PERSISTENT && mode != DeliveryMode.NON_PERSISTENT) {
            throw JmsErrors.invalid(
                    "Delivery mode " + mode + " is neither DeliveryMode.PERSISTENT (2) nor NON_PERSISTENT (1)");
        }
    }

    static void requirePriority(int priority) throws JMSException {
        if (priority < 0 || priority > 9) {
            throw JmsErrors.invalid("Priority " + priority + " is not one of 0 to 9");
        }
    }

    /** When what is sent at this time expires, 0 for never (JMS 3.1 §3.4.9); a time that no clock will ever show is never. */
    long expiration(long sent) {
        return timeToLive <= 0 || timeToLive > Long.MAX_VALUE - sent ? 0 : sent + timeToLive;
    }

    /** Before when what is sent at this time is not delivered, 0 for at once (JMS 3.1 §3.4.13). */
    long deliveryTime(long sent) {
        return deliveryDelay <= 0 ? 0 : sent + Math.min(deliveryDelay, Long.MAX_VALUE - sent);
    }

    boolean isPersistent() {
        return deliveryMode == DeliveryMode.PERSISTENT;
    }
}
