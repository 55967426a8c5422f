package io.amqpjms.mapping.message;

import io.amqpjms.engine.message.Binary;
import io.amqpjms.engine.message.Body;
import io.amqpjms.engine.message.EncodedMessage;

/** The bytes of a body of data sections, or of binary as its value. Stateless. */
final class BodyBytes {

    private static final byte[] NONE = {};

    private BodyBytes() {}

    /** A copy of all bytes. */
    static byte[] of(EncodedMessage encoded) {
        Body body = encoded.body();
        if (body instanceof Body.Data data) {
            return data.joined();
        }
        return body instanceof Body.Value value && value.value() instanceof Binary binary ? binary.toByteArray() : NONE;
    }
}
