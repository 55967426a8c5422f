package io.amqpjms.benchmarks.codec;

import io.amqpjms.mapping.AmqpQueue;
import io.amqpjms.mapping.message.DecodeContext;
import io.amqpjms.mapping.message.JmsBytesMessage;
import io.amqpjms.mapping.message.JmsMapMessage;
import io.amqpjms.mapping.message.JmsMessage;
import io.amqpjms.mapping.message.JmsTextMessage;
import io.amqpjms.mapping.message.MessageDecoder;
import io.amqpjms.mapping.message.MessageEncoder;
import io.amqpjms.mapping.message.MessageSettings;
import io.amqpjms.mapping.message.OutgoingHeaders;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;

/** The messages of this project. */
final class OwnCodec implements Codec {
    private final JmsMessage message;
    private final MessageDecoder decoder = new MessageDecoder(DecodeContext.of(new AmqpQueue(Headers.QUEUE)));

    OwnCodec(Sample sample) throws JMSException {
        message = switch (sample) {
            case TEXT_100, TEXT_1K -> new JmsTextMessage(MessageSettings.DEFAULT);
            case BYTES_1K -> new JmsBytesMessage(MessageSettings.DEFAULT);
            case MAP_10 -> new JmsMapMessage(MessageSettings.DEFAULT);
        };
        sample.fill(message);
        message.prepareToSend(new OutgoingHeaders(
                new AmqpQueue(Headers.QUEUE),
                DeliveryMode.PERSISTENT,
                4,
                Headers.TIMESTAMP,
                0,
                0,
                0,
                Headers.MESSAGE_ID));
    }

    @Override
    public byte[] encode() throws JMSException {
        return MessageEncoder.encode(message);
    }

    @Override
    public byte[] encoded() throws JMSException {
        return encode();
    }

    @Override
    public int decode(byte[] encoded) throws JMSException {
        JmsMessage received = decoder.decode(encoded, 0, encoded.length, 0);
        received.markReceived();
        return Sample.read(received);
    }
}
