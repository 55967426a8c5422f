package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.EngineException;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Receiver;
import org.jspecify.annotations.Nullable;

/**
 * Hands on each message when its first part comes, and its parts as they are read. What is not read stays in the protocol
 * engine, which counts it against the session's window. Loop-confined.
 */
final class StreamedMessages implements Intake {
    private final ReceiverEndpoint receiver;
    private @Nullable StreamedMessage current;

    StreamedMessages(ReceiverEndpoint receiver) {
        this.receiver = receiver;
    }

    @Override
    public void take(Receiver link) {
        Delivery delivery;
        while ((delivery = link.current()) != null) {
            StreamedMessage message = current;
            if (message == null) {
                message = new StreamedMessage(receiver, delivery);
                current = message;
                receiver.announce(message);
            }
            if (!message.goOn(link)) {
                return;
            }
            current = null;
            if (!receiver.wasWithinCredit(link)) {
                return;
            }
            receiver.replenish(link);
        }
    }

    @Override
    public void end(EngineException reason) {
        if (current != null) {
            current.fail(reason);
            current = null;
        }
    }
}
