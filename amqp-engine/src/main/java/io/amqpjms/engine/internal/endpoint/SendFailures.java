package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.EngineException;
import io.amqpjms.engine.EngineException.ConnectionFailed;
import io.amqpjms.engine.EngineException.LinkFailed;
import io.amqpjms.engine.EngineException.LoginFailed;
import io.amqpjms.engine.EngineException.SessionFailed;
import io.amqpjms.engine.EngineException.TimedOut;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The failures of the sends that one end takes along: the end's own, with a word on whether the message had left. Those that
 * say the same share one object. Loop-confined.
 */
final class SendFailures {
    static final String NOT_SENT = "the message was not sent";
    static final String NO_OUTCOME = "the message left, but the peer told no outcome; it may have arrived";

    private final EngineException reason;
    private @Nullable EngineException ofLeft;
    private @Nullable EngineException ofHeld;

    SendFailures(EngineException reason) {
        this.reason = reason;
    }

    /** The failure of this send. What is in a transaction is undone with it, whether it had left or not. */
    EngineException of(OutgoingDelivery delivery) {
        if (delivery.transaction() != null) {
            return reason;
        }
        return delivery.mayHaveArrived() ? ofLeft() : ofHeld();
    }

    private EngineException ofLeft() {
        if (ofLeft == null) {
            ofLeft = saying(NO_OUTCOME);
        }
        return ofLeft;
    }

    private EngineException ofHeld() {
        if (ofHeld == null) {
            ofHeld = saying(NOT_SENT);
        }
        return ofHeld;
    }

    private EngineException saying(String word) {
        EngineException told = copy(reason.getMessage() + "; " + word);
        if (told != reason) {
            Arrays.stream(reason.getSuppressed()).forEach(told::addSuppressed);
        }
        return told;
    }

    private EngineException copy(String message) {
        if (reason instanceof ConnectionFailed failed) {
            return new ConnectionFailed(
                    failed.stage(), message, failed.error(), failed.getCause(), failed.lastFrames());
        }
        if (reason instanceof LoginFailed failed) {
            return new LoginFailed(message, failed.retryable(), failed.getCause());
        }
        if (reason instanceof SessionFailed) {
            return new SessionFailed(message, reason.error());
        }
        if (reason instanceof LinkFailed) {
            return new LinkFailed(message, reason.error());
        }
        return reason instanceof TimedOut ? new TimedOut(message) : reason;
    }
}
