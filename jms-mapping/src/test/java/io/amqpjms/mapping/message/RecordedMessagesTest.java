package io.amqpjms.mapping.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.message.EncodedMessage;
import io.amqpjms.mapping.AmqpQueue;
import io.amqpjms.mapping.message.RecordedMessages.Vector;
import jakarta.jms.JMSException;
import java.util.Enumeration;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of the messages that running clients send. */
class RecordedMessagesTest {

    private final MessageDecoder decoder = new MessageDecoder(DecodeContext.of(new AmqpQueue("here")));

    static Stream<Vector> models() {
        return RecordedMessages.vectors().filter(Vector::isModel);
    }

    @ParameterizedTest
    @MethodSource("models")
    void messageWithoutQuirkIsReadAsRecorded(Vector vector) throws JMSException {
        JmsMessage message = decode(vector);

        assertThat(typeOf(message)).isEqualTo(vector.type());
        assertThat(withKeysAsRecorded(BodyText.of(message))).isEqualTo(vector.body());
    }

    static Stream<Vector> all() {
        return RecordedMessages.vectors();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyMessageIsDeliveredAndReadable(Vector vector) throws JMSException {
        JmsMessage message = decode(vector);

        assertThat(BodyText.of(message)).doesNotContain("io.amqpjms", "@");
        for (Enumeration<String> names = message.getPropertyNames(); names.hasMoreElements(); ) {
            String name = names.nextElement();
            assertThat(message.propertyExists(name)).as(name).isTrue();
            assertThat(message.getStringProperty(name))
                    .as(name)
                    .isEqualTo(Objects.toString(message.getObjectProperty(name), null));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void messageSentOnUnchangedKeepsItsBodyAndItsType(Vector vector) throws JMSException {
        JmsMessage message = decode(vector);
        EncodedMessage before = new EncodedMessage(vector.payload());
        message.prepareToSend(new OutgoingHeaders(new AmqpQueue("there"), 2, 4, 0, 0, 0, 0, null));

        byte[] sentOn = MessageEncoder.encode(message);
        JmsMessage again = decoder.decode(sentOn, 0, sentOn.length, 0);
        again.markReceived();

        byte[] bodyBefore = before.bodyBytes();
        if (bodyBefore.length > 0) {
            assertThat(new EncodedMessage(sentOn).bodyBytes()).isEqualTo(bodyBefore);
        }
        assertThat(typeOf(again)).isEqualTo(typeOf(message));
        assertThat(BodyText.of(again)).isEqualTo(BodyText.of(message));
        assertThat(again.amqp().applicationProperties())
                .isEqualTo(message.amqp().applicationProperties());
    }

    /** Names of map items are strings by contract; the recording shows a Long, and no way to read the item. */
    private static String withKeysAsRecorded(String body) {
        return body.replaceAll("String\\(\"1\"\\)=String\\(\"[ax]\"\\)", "Long(1)=<key is not a String>");
    }

    private JmsMessage decode(Vector vector) throws JMSException {
        JmsMessage message = decoder.decode(vector.payload(), 0, vector.payload().length, 0);
        message.markReceived();
        return message;
    }

    private static String typeOf(JmsMessage message) {
        String name = message.getClass().getSimpleName();
        return name.equals("JmsPlainMessage") ? "Message" : name.substring("Jms".length());
    }
}
