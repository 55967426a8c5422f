package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.EngineException;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Receiver;

/** Hands on each message once it is complete. Loop-confined. */
final class WholeMessages implements Intake {
    private final ReceiverEndpoint receiver;
    private final Assembly assembly;

    WholeMessages(ReceiverEndpoint receiver, int maxMessageSize, int mostParts) {
        this.receiver = receiver;
        this.assembly = new Assembly(maxMessageSize, mostParts);
    }

    @Override
    public void take(Receiver link) {
        Delivery delivery;
        while ((delivery = link.current()) != null) {
            if (delivery.isAborted()) {
                assembly.discard();
                link.advance();
                delivery.settle();
                receiver.onAborted(link);
            } else if (!assembly.add(link.recv(), delivery.isPartial())) {
                boolean cutTooSmall = assembly.isCutTooSmall();
                assembly.discard();
                if (cutTooSmall) {
                    receiver.sentTooManyParts();
                } else {
                    receiver.sentTooLarge();
                }
                return;
            } else if (delivery.isPartial()) {
                return;
            } else {
                byte[] payload = assembly.finish();
                link.advance();
                if (receiver.wasWithinCredit(link)) {
                    receiver.complete(link, delivery, payload);
                } else {
                    return;
                }
            }
        }
    }

    @Override
    public void end(EngineException reason) {
        assembly.discard();
    }
}
