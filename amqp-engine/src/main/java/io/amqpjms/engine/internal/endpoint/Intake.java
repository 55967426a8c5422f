package io.amqpjms.engine.internal.endpoint;

import io.amqpjms.engine.EngineException;
import org.apache.qpid.proton.engine.Receiver;

/** What a receiver does with the transfers that come in: put messages together, or pass their parts on. Loop-confined. */
interface Intake {
    /** Takes what the link has, as far as it may. */
    void take(Receiver link);

    /** The link or its line is gone, and the message under way with it. */
    void end(EngineException reason);
}
