package io.amqpjms.jms.internal;

import io.amqpjms.engine.Outcome;
import io.amqpjms.mapping.message.JmsMessage;
import jakarta.jms.JMSException;

/** The outcomes that an application can choose with the property {@code JMS_AMQP_ACK_TYPE}. Stateless. */
final class AckOutcomes {
    private AckOutcomes() {}

    static Outcome chosenBy(JmsMessage message) throws JMSException {
        Integer type = message.acknowledgeType();
        return type == null ? Outcome.ACCEPTED : of(type);
    }

    private static Outcome of(int type) throws JMSException {
        return switch (type) {
            case 1 -> Outcome.ACCEPTED;
            case 2 -> new Outcome.Rejected(null);
            case 3 -> Outcome.RELEASED;
            case 4 -> new Outcome.Modified(true, false);
            case 5 -> new Outcome.Modified(true, true);
            default ->
                throw JmsErrors.illegal("JMS_AMQP_ACK_TYPE is " + type + ", but must be 1 (accepted), 2 (rejected),"
                        + " 3 (released), 4 (modified: failed) or 5 (modified: failed and undeliverable here)");
        };
    }
}
