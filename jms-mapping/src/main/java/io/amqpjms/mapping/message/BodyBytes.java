package io.amqpjms.mapping.message;

import io.amqpjms.engine.message.Binary;
import io.amqpjms.engine.message.Body;
import io.amqpjms.engine.message.EncodedMessage;
import java.nio.ByteBuffer;

/** The bytes of a body of data sections, or of binary as its value. Stateless. */
final class BodyBytes {

    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    private BodyBytes() {}

    /** All bytes, read-only: those of one section are not copied, those of several are joined. */
    static ByteBuffer of(EncodedMessage encoded) {
        Body body = encoded.body();
        if (body instanceof Body.Data data) {
            return data.sections().size() == 1
                    ? data.sections().get(0).asByteBuffer()
                    : ByteBuffer.wrap(data.joined()).asReadOnlyBuffer();
        }
        return body instanceof Body.Value value && value.value() instanceof Binary binary
                ? binary.asByteBuffer()
                : NONE;
    }
}
