package io.amqpjms.mapping.message;

import static io.amqpjms.mapping.message.Failures.because;

import io.amqpjms.engine.message.AmqpDecodeException;
import io.amqpjms.engine.message.AmqpReader;
import io.amqpjms.engine.message.EncodedMessage;
import jakarta.jms.MessageFormatException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The door from the wire: makes JMS messages of encoded AMQP messages for one consumer. Only what decides the type of
 * the message is decoded here; the rest follows when it is asked for. For any thread.
 */
public final class MessageDecoder {

    private final DecodeContext context;
    /** Nobody's at the moment; whoever finds none makes one. */
    private final AtomicReference<@Nullable Decoding> spare = new AtomicReference<>();

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
        Decoding kept = spare.getAndSet(null);
        Decoding decoding = kept == null ? new Decoding(context) : kept;
        try {
            AmqpReader reader = decoding.begin(payload, offset, length);
            EncodedMessage encoded = new EncodedMessage(payload, offset + length, context.limits(), reader);
            return decode(encoded, decoding, arrived, length == 0);
        } catch (AmqpDecodeException e) {
            throw because(
                    new MessageFormatException("A delivery from '" + context.destination()
                            + "' is not an AMQP message that can be read: " + e.getMessage()),
                    e);
        } finally {
            decoding.end();
            spare.lazySet(decoding);
        }
    }

    private JmsMessage decode(EncodedMessage encoded, Decoding decoding, long arrived, boolean empty) {
        JmsAnnotations annotations = decoding.annotations(encoded);
        Headers headers = HeaderMapping.read(encoded, decoding, annotations, context.destination());
        headers.expireAfter(arrived);
        MessageType type = empty ? MessageType.BYTES : BodyClassifier.classify(encoded, headers, annotations.type());
        return create(type, encoded, headers);
    }

    private JmsMessage create(MessageType type, EncodedMessage encoded, Headers headers) {
        MessageSettings settings = context.settings();
        return switch (type) {
            case MESSAGE -> new JmsPlainMessage(encoded, headers, settings);
            case OBJECT -> new JmsObjectMessage(encoded, headers, settings);
            case MAP -> new JmsMapMessage(encoded, headers, settings);
            case BYTES -> new JmsBytesMessage(encoded, headers, settings);
            case STREAM -> new JmsStreamMessage(encoded, headers, settings);
            case TEXT -> new JmsTextMessage(encoded, headers, settings);
        };
    }
}
