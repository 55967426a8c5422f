package io.amqpjms.engine;

import io.amqpjms.engine.message.Binary;
import io.amqpjms.engine.message.Symbol;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a delivery ended (AMQP 1.0 §3.4). */
public sealed interface Outcome {
    /** The receiver took the message. */
    Outcome ACCEPTED = new Accepted();
    /** The receiver did not look at the message; it may be delivered again. */
    Outcome RELEASED = new Released();

    /** AMQP 1.0 §3.4.2. */
    record Accepted() implements Outcome {}

    /** AMQP 1.0 §3.4.3: the message is invalid for this receiver. */
    record Rejected(@Nullable ErrorCondition error) implements Outcome {}

    /**
     * AMQP 1.0 §4.5.5: what a coordinator answers to a declare.
     *
     * @param transactionId the peer's name for the transaction
     */
    record Declared(Binary transactionId) implements Outcome {}

    /** AMQP 1.0 §3.4.4. */
    record Released() implements Outcome {}

    /**
     * AMQP 1.0 §3.4.5.
     *
     * @param deliveryFailed the attempt counts in the message's delivery-count
     * @param undeliverableHere the message must not come to this link again
     * @param annotations merged into the message's annotations
     */
    record Modified(boolean deliveryFailed, boolean undeliverableHere, Map<Symbol, @Nullable Object> annotations)
            implements Outcome {
        /** Without annotations. */
        public Modified(boolean deliveryFailed, boolean undeliverableHere) {
            this(deliveryFailed, undeliverableHere, Map.of());
        }
    }
}
