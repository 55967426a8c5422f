package io.amqpjms.mapping.message;

import io.amqpjms.engine.message.AmqpReader;
import io.amqpjms.engine.message.DecodeLimits;
import io.amqpjms.engine.message.EncodedMessage;
import io.amqpjms.engine.message.FieldReader;

/** What serves to decode one message after the other; it keeps nothing of a message that has ended. For one thread at a time. */
final class Decoding {
    private static final byte[] NOTHING = {};

    private final AmqpReader reader;
    private final FieldReader fields;
    private final JmsAnnotations annotations = new JmsAnnotations();

    Decoding(DecodeLimits limits) {
        this.reader = new AmqpReader(NOTHING, 0, 0, limits);
        this.fields = new FieldReader(reader);
    }

    AmqpReader begin(byte[] payload, int offset, int length) {
        reader.begin(payload, offset, length);
        return reader;
    }

    FieldReader fields() {
        return fields;
    }

    JmsAnnotations annotations(EncodedMessage encoded) {
        encoded.forEachMessageAnnotation(annotations, reader);
        return annotations;
    }

    void end() {
        reader.begin(NOTHING, 0, 0);
        annotations.clear();
    }
}
