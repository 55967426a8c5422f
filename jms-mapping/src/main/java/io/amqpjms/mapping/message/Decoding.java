package io.amqpjms.mapping.message;

import io.amqpjms.engine.message.AmqpReader;
import io.amqpjms.engine.message.EncodedMessage;
import io.amqpjms.engine.message.FieldReader;

/**
 * What serves to decode one message after the other; of a message that has ended it keeps nothing but where it went. For one
 * thread at a time.
 */
final class Decoding {
    private static final byte[] NOTHING = {};

    private final AmqpReader reader;
    private final FieldReader fields;
    private final JmsAnnotations annotations = new JmsAnnotations();
    private final RecentDestination to;
    private final RecentDestination replyTo;

    Decoding(DecodeContext context) {
        this.reader = new AmqpReader(NOTHING, 0, 0, context.limits());
        this.to = new RecentDestination(context.prefixes());
        this.replyTo = new RecentDestination(context.prefixes());
        this.fields = new FieldReader(reader);
    }

    AmqpReader begin(byte[] payload, int offset, int length) {
        reader.begin(payload, offset, length);
        return reader;
    }

    FieldReader fields() {
        return fields;
    }

    RecentDestination to() {
        return to;
    }

    RecentDestination replyTo() {
        return replyTo;
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
