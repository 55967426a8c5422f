package io.amqpjms.jms.internal.ack;

import io.amqpjms.engine.Outcome;
import java.util.List;

/** The consumer a message came through, as far as acknowledging concerns it. For any thread. */
public interface Origin {
    /** Puts messages before all others that wait, in this order; a closed consumer gives them back to the broker. */
    void putBack(List<Received> messages);

    /** Gives failed messages back to the broker, in this order, and what waits behind them, so that it delivers all again. */
    void giveBack(List<Received> failed);

    /** One of the consumer's messages is settled, in a transaction or not. */
    void onSettled(Outcome outcome, boolean transacted);

    /** A message was processed, but its acknowledgement cannot reach the broker any more, which will deliver it again. */
    void onTooLate();

    /** How many lines were lost so far under the consumer. */
    default int line() {
        return 0;
    }
}
