package io.amqpjms.mapping.message;

import static io.amqpjms.mapping.message.Failures.because;

import io.amqpjms.engine.message.AmqpDecodeException;
import io.amqpjms.engine.message.AmqpReader;
import io.amqpjms.engine.message.EncodedMessage;
import jakarta.jms.MessageFormatException;

/**
 * The door from the wire: makes JMS messages of encoded AMQP messages for one consumer. Only what decides the type of
 * the message is decoded here; the rest follows when it is asked for. Immutable, for any thread.
 */
public final class MessageDecoder {

    private final DecodeContext context;

    public MessageDecoder(DecodeContext context) {
        this.context = context;
    }

    /**
     * The message in these bytes, which must not change any more.
     *
     * @param arrived when it came, in ms since the epoch; one that says only how long it lives expires so long after that
     * @throws MessageFormatException if they are not an AMQP message at all
     */
    public JmsMessage decode(byte[] payload, int offset, int length, long arrived) throws MessageFormatException {
        try {
            AmqpReader reader = new AmqpReader(payload, offset, length, context.limits());
            EncodedMessage encoded = new EncodedMessage(payload, offset + length, context.limits(), reader);
            return decode(encoded, reader, arrived, length == 0);
        } catch (AmqpDecodeException e) {
            throw because(
                    new MessageFormatException("A delivery from '" + context.destination()
                            + "' is not an AMQP message that can be read: " + e.getMessage()),
                    e);
        }
    }

    private JmsMessage decode(EncodedMessage encoded, AmqpReader reader, long arrived, boolean empty) {
        JmsAnnotations annotations = new JmsAnnotations(encoded, reader);
        Headers headers = HeaderMapping.read(encoded, reader, annotations, context);
        headers.expireAfter(arrived);
        MessageType type = empty ? MessageType.BYTES : BodyClassifier.classify(encoded, headers, annotations.type());
        return create(type, new Received(encoded, headers, context.settings()));
    }

    private static JmsMessage create(MessageType type, Received received) {
        return switch (type) {
            case MESSAGE -> new JmsPlainMessage(received);
            case OBJECT -> new JmsObjectMessage(received);
            case MAP -> new JmsMapMessage(received);
            case BYTES -> new JmsBytesMessage(received);
            case STREAM -> new JmsStreamMessage(received);
            case TEXT -> new JmsTextMessage(received);
        };
    }
}
