package io.amqpjms.benchmarks.codec;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.amqp.messaging.MessageAnnotations;
import org.apache.qpid.proton.amqp.messaging.Section;
import org.apache.qpid.proton.message.Message;

/** The AMQP messages of proton-j, which know nothing of JMS; encoded into an array that is used again. */
final class ProtonCodec implements Codec {
    private final byte[] buffer = new byte[8192];
    private final Message message = Proton.message();

    ProtonCodec(Sample sample) {
        Map<Symbol, Object> annotations = new LinkedHashMap<>();
        annotations.put(Symbol.valueOf("x-opt-jms-dest"), (byte) 0);
        annotations.put(Symbol.valueOf("x-opt-jms-msg-type"), (byte) 5);
        message.setMessageAnnotations(new MessageAnnotations(annotations));
        message.setDurable(true);
        message.setMessageId(Headers.MESSAGE_ID);
        message.setAddress(Headers.QUEUE);
        message.setCreationTime(Headers.TIMESTAMP);
        message.setApplicationProperties(new ApplicationProperties(Sample.PROPERTIES));
        Object body = sample.body();
        message.setBody(body instanceof byte[] bytes ? new Data(new Binary(bytes)) : new AmqpValue(body));
    }

    @Override
    public Object encode() {
        return message.encode(buffer, 0, buffer.length);
    }

    @Override
    public byte[] encoded() {
        return Arrays.copyOf(buffer, message.encode(buffer, 0, buffer.length));
    }

    @Override
    public int decode(byte[] encoded) {
        Message received = Proton.message();
        received.decode(encoded, 0, encoded.length);
        int sum = read(received.getBody());
        for (String name : Sample.PROPERTIES.keySet()) {
            sum += Objects.hashCode(
                    received.getApplicationProperties().getValue().get(name));
        }
        return sum;
    }

    private static int read(Section body) {
        if (body instanceof Data data) {
            return data.getValue().getLength();
        }
        Object value = ((AmqpValue) body).getValue();
        return value instanceof String text ? text.length() : value.hashCode();
    }
}
