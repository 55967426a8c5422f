package io.amqpjms.engine.internal.transport;

import org.apache.qpid.proton.codec.ReadableBuffer;

/** Where large payloads meet their transfers, which the protocol engine reads and writes without them. Loop-confined. */
public interface PayloadPath {
    /** Puts this into the next frame, which is a transfer that came without its payload. */
    void attach(byte[] payload);

    /** The payload of the next transfer that was written without it, in order. */
    ReadableBuffer nextPayload();
}
