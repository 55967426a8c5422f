package io.amqpjms.jms.internal;

import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.ErrorCondition;
import io.amqpjms.mapping.AmqpTemporaryDestination;
import io.amqpjms.mapping.JmsDestination;
import org.jspecify.annotations.Nullable;

/**
 * What a consumer of a temporary destination waits for: answers to messages that named it as their reply-to. One that was asked
 * for at an address which the broker has replaced since will not come. For any thread.
 */
final class AwaitedAnswers {
    private final @Nullable AmqpTemporaryDestination node;

    private AwaitedAnswers(@Nullable AmqpTemporaryDestination node) {
        this.node = node;
    }

    /** Of the consumer of this destination: of none, if it is not a temporary one. */
    static AwaitedAnswers at(JmsDestination destination) {
        return new AwaitedAnswers(destination instanceof AmqpTemporaryDestination temporary ? temporary : null);
    }

    /** A message has come: nobody waits for the one before it. */
    void onAnswer() {
        if (node != null) {
            node.onAnswered();
        }
    }

    /** Whether the last answer asked for cannot come; if so it is asked for no more. */
    boolean areLost() {
        return node != null && node.hasLostAnswer();
    }

    /** What whoever waits for such an answer is told. */
    static EngineException lost(@Nullable EngineException reason) {
        return new EngineException.LinkFailed(
                "the temporary destination was lost with the connection, and an answer on its way to it will not come"
                        + (reason == null ? "" : " (" + reason.getMessage() + ")"),
                new ErrorCondition("amqp:resource-deleted", "lost with the connection"));
    }
}
