package io.amqpjms.mapping.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.message.AmqpMessage;
import io.amqpjms.mapping.AmqpQueue;
import io.amqpjms.mapping.JmsDestination;
import io.amqpjms.mapping.message.RecordedMessages.Sent;
import jakarta.jms.JMSException;
import jakarta.jms.MessageEOFException;
import java.io.Serializable;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our bytes beside those of Qpid JMS for the same messages, so that both can share a queue. */
class SameBytesTest {

    /** An amqp-value null: a message without a body section is not complete (AMQP 1.0 §3.2). */
    private static final String EMPTY_BODY = "00537740";

    private static final HexFormat HEX = HexFormat.of();

    /** Differences by name, each for a reason; docs/INTEROP.md tells them to users. */
    private static final Map<String, String> DIFFERENT = Map.of(
            "object-typed-byte-array", "byte[] is binary, as everywhere else, instead of an array of byte",
            "object-typed-int-array", "an array's elements have the wide form",
            "object-typed-String-array", "an array's elements have the wide form",
            "prop-object-Character", "JMS has no char properties; a received char is read as String");

    static Stream<Sent> same() {
        return wellFormed().filter(sent -> !DIFFERENT.containsKey(sent.name()));
    }

    static Stream<Sent> different() {
        return wellFormed().filter(sent -> DIFFERENT.containsKey(sent.name()));
    }

    /** Qpid JMS writes half a surrogate pair as malformed AMQP. */
    private static Stream<Sent> wellFormed() {
        return RecordedMessages.sent().filter(sent -> !sent.name().equals("text-lone-surrogate"));
    }

    @ParameterizedTest
    @MethodSource("same")
    void sameMessageIsTheSameBytes(Sent sent) throws JMSException {
        JmsMessage message = rebuilt(sent);
        String added = message instanceof JmsPlainMessage ? EMPTY_BODY : "";

        assertThat(HEX.formatHex(MessageEncoder.encode(message))).isEqualTo(sent.hex() + added);
    }

    @ParameterizedTest
    @MethodSource("different")
    void whatDiffersIsReadTheSame(Sent sent) throws JMSException {
        byte[] ours = MessageEncoder.encode(rebuilt(sent));

        assertThat(HEX.formatHex(ours)).isNotEqualTo(sent.hex());
        assertThat(BodyText.of(decoded(ours))).isEqualTo(BodyText.of(decoded(sent.payload())));
    }

    private static JmsMessage decoded(byte[] payload) throws JMSException {
        JmsMessage message =
                new MessageDecoder(DecodeContext.of(new AmqpQueue("direct.q"))).decode(payload, 0, payload.length, 0);
        message.markReceived();
        return message;
    }

    /** A new message that says what the recorded one says. */
    private static JmsMessage rebuilt(Sent sent) throws JMSException {
        JmsMessage recorded = decoded(sent.payload());
        AmqpMessage amqp = recorded.amqp();
        JmsMessage message = newMessage(recorded);
        copyProperties(recorded, message);
        message.setJMSType(recorded.getJMSType());
        message.setJMSCorrelationID(recorded.getJMSCorrelationID());
        message.setJMSReplyTo(recorded.getJMSReplyTo());
        Long ttl = amqp.header().ttl() == null ? null : amqp.header().ttl().longValue();
        if (ttl != null && !amqp.properties().hasAbsoluteExpiryTime()) {
            message.setLongProperty("JMS_AMQP_TTL", ttl);
        }
        message.prepareToSend(new OutgoingHeaders(
                (JmsDestination) recorded.getJMSDestination(),
                recorded.getJMSDeliveryMode(),
                recorded.getJMSPriority(),
                recorded.getJMSTimestamp(),
                amqp.properties().absoluteExpiryTime(),
                ttl == null ? 0 : ttl,
                recorded.headers().rare.deliveryTime(),
                amqp.properties().messageId()));
        return message;
    }

    private static JmsMessage newMessage(JmsMessage recorded) throws JMSException {
        MessageSettings settings = MessageSettings.DEFAULT;
        return switch (recorded.type()) {
            case MESSAGE -> new JmsPlainMessage(settings);
            case TEXT -> {
                JmsTextMessage text = new JmsTextMessage(settings);
                text.setText(((JmsTextMessage) recorded).getText());
                yield text;
            }
            case BYTES -> {
                JmsBytesMessage bytes = new JmsBytesMessage(settings);
                byte[] body = recorded.getBody(byte[].class);
                bytes.writeBytes(body == null ? new byte[0] : body);
                yield bytes;
            }
            case MAP -> copyOf((JmsMapMessage) recorded, new JmsMapMessage(settings));
            case STREAM -> copyOf((JmsStreamMessage) recorded, new JmsStreamMessage(settings));
            case OBJECT -> {
                JmsObjectMessage object = new JmsObjectMessage(settings);
                object.setBooleanProperty("JMS_AMQP_TYPED_ENCODING", ((JmsObjectMessage) recorded).isTyped());
                object.setObject(asNew(((JmsObjectMessage) recorded).getObject()));
                yield object;
            }
        };
    }

    private static JmsMessage copyOf(JmsMapMessage recorded, JmsMapMessage copy) throws JMSException {
        for (Enumeration<String> names = recorded.getMapNames(); names.hasMoreElements(); ) {
            String name = names.nextElement();
            copy.setObject(name, recorded.getObject(name));
        }
        return copy;
    }

    private static JmsMessage copyOf(JmsStreamMessage recorded, JmsStreamMessage copy) throws JMSException {
        try {
            while (true) {
                copy.writeObject(recorded.readObject());
            }
        } catch (MessageEOFException end) {
            return copy;
        }
    }

    /** A HashMap that was read announces another capacity than the one that was written. */
    private static Serializable asNew(Serializable object) {
        return object != null && object.getClass() == HashMap.class ? new HashMap<>((Map<?, ?>) object) : object;
    }

    private static void copyProperties(JmsMessage recorded, JmsMessage message) throws JMSException {
        for (Enumeration<String> names = recorded.getPropertyNames(); names.hasMoreElements(); ) {
            String name = names.nextElement();
            if (!name.equals("JMSXDeliveryCount")) {
                message.setObjectProperty(name, recorded.getObjectProperty(name));
            }
        }
    }
}
