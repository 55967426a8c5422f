package io.amqpjms.mapping.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.message.Body;
import io.amqpjms.engine.message.EncodedMessage;
import io.amqpjms.engine.message.MessageBytes;
import io.amqpjms.mapping.AddressPrefixes;
import io.amqpjms.mapping.AmqpQueue;
import jakarta.jms.JMSException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes written and read one after the other. */
class JmsBytesMessageTest {

    private final JmsBytesMessage message = new JmsBytesMessage(MessageSettings.DEFAULT);

    @Test
    void whatIsWrittenIsReadInTurn() throws JMSException {
        message.writeBoolean(true);
        message.writeByte((byte) -2);
        message.writeShort((short) -3);
        message.writeChar('馬');
        message.writeInt(-4);
        message.writeLong(-5);
        message.writeFloat(1.5F);
        message.writeDouble(-0.0);
        message.writeUTF("žluť \u0000");
        message.writeBytes(new byte[] {9, 8, 7}, 1, 2);
        message.reset();

        assertThat(message.readBoolean()).isTrue();
        assertThat(message.readByte()).isEqualTo((byte) -2);
        assertThat(message.readShort()).isEqualTo((short) -3);
        assertThat(message.readChar()).isEqualTo('馬');
        assertThat(message.readInt()).isEqualTo(-4);
        assertThat(message.readLong()).isEqualTo(-5);
        assertThat(message.readFloat()).isEqualTo(1.5F);
        assertThat(message.readDouble()).isEqualTo(-0.0);
        assertThat(message.readUTF()).isEqualTo("žluť \u0000");
        byte[] rest = new byte[5];
        assertThat(message.readBytes(rest)).isEqualTo(2);
        assertThat(rest).startsWith(8, 7);
        assertThat(message.readBytes(rest)).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 255, 256, 4_095, 4_096, 100_000})
    void bodyOfAnySizeIsEncodedAsOneDataSection(int size) throws JMSException {
        byte[] body = new byte[size];
        new Random(3).nextBytes(body);
        message.writeBytes(body);
        byte[] encoded = MessageEncoder.encode(message);
        assertThat(new EncodedMessage(encoded).body()).isEqualTo(Body.Data.of(body));
    }

    @Test
    void largeBodyIsSentWithoutACopyAndAsItWasThen() throws JMSException {
        byte[] body = new byte[10_000];
        new Random(5).nextBytes(body);
        message.writeBytes(body);
        MessageBytes sent = MessageEncoder.encode(message, AddressPrefixes.NONE, Map.of());
        byte[] before = sent.joined();
        assertThat(sent.rest()).startsWith(body);
        message.writeBytes(new byte[5_000]);
        assertThat(sent.joined()).isEqualTo(before);
        message.clearBody();
        message.writeBytes(new byte[20_000]);
        assertThat(sent.joined()).isEqualTo(before);
    }

    @Test
    void objectsAreWrittenAsTheirPrimitives() throws JMSException {
        Object[] objects = {true, (byte) 1, (short) 2, 'c', 3, 4L, 5F, 6D, "s", new byte[] {7}};
        for (Object object : objects) {
            message.writeObject(object);
        }
        message.reset();

        assertThat(message.getBodyLength()).isEqualTo(1 + 1 + 2 + 2 + 4 + 8 + 4 + 8 + 3 + 1);
    }

    @Test
    void unsignedNumbersAreReadAsSuch() throws JMSException {
        message.writeByte((byte) -1);
        message.writeShort((short) -1);
        message.reset();

        assertThat(message.readUnsignedByte()).isEqualTo(255);
        assertThat(message.readUnsignedShort()).isEqualTo(65535);
    }

    @Test
    void otherObjectsAreRefused() {
        assertThatThrownBy(() -> message.writeObject(new Object())).isInstanceOf(MessageFormatException.class);
        assertThatThrownBy(() -> message.writeObject(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void messageThatIsWrittenCannotBeRead() {
        assertThatThrownBy(message::readByte).isInstanceOf(MessageNotReadableException.class);
        assertThatThrownBy(message::getBodyLength).isInstanceOf(MessageNotReadableException.class);
    }

    @Test
    void messageThatIsReadCannotBeWritten() throws JMSException {
        message.reset();

        assertThatThrownBy(() -> message.writeInt(1)).isInstanceOf(MessageNotWriteableException.class);
        assertThatThrownBy(() -> message.writeUTF("a")).isInstanceOf(MessageNotWriteableException.class);
    }

    @Test
    void readBeyondTheEndLeavesThePosition() throws JMSException {
        message.writeShort((short) 258);
        message.reset();

        assertThatThrownBy(message::readInt).isInstanceOf(MessageEOFException.class);
        assertThatThrownBy(message::readUTF).isInstanceOf(MessageEOFException.class);
        assertThat(message.readShort()).isEqualTo((short) 258);
    }

    @Test
    void malformedUtfLeavesThePosition() throws JMSException {
        message.writeBytes(new byte[] {0, 1, -1});
        message.reset();

        assertThatThrownBy(message::readUTF).isInstanceOf(MessageFormatException.class);
        assertThat(message.readShort()).isEqualTo((short) 1);
    }

    @Test
    void textTooLongForUtfIsRefused() {
        assertThatThrownBy(() -> message.writeUTF("x".repeat(65536))).isInstanceOf(MessageFormatException.class);
    }

    @Test
    void countOutsideTheArrayIsRefused() throws JMSException {
        message.reset();

        assertThatThrownBy(() -> message.readBytes(new byte[2], 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> message.readBytes(new byte[2], -1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void bodyIsACopyAndResetsTheMessage() throws JMSException {
        message.writeBytes(new byte[] {1, 2});

        byte[] body = message.getBody(byte[].class);
        body[0] = 9;

        assertThat(message.readByte()).isEqualTo((byte) 1);
        assertThat(message.getBody(Object.class)).isEqualTo(new byte[] {1, 2});
        assertThatThrownBy(() -> message.getBody(String.class)).isInstanceOf(MessageFormatException.class);
        assertThat(message.isBodyAssignableTo(byte[].class)).isTrue();
        assertThat(message.isBodyAssignableTo(String.class)).isFalse();
    }

    @Test
    void askingForTheTypeOfTheBodyEndsNoWriting() throws JMSException {
        message.writeByte((byte) 1);
        assertThat(message.isBodyAssignableTo(byte[].class)).isTrue();
        message.writeByte((byte) 2);
        assertThat(message.getBody(byte[].class)).containsExactly(1, 2);
    }

    @Test
    void messageWithoutBytesHasNoBody() throws JMSException {
        assertThat(message.getBody(byte[].class)).isNull();
        assertThat(message.isBodyAssignableTo(String.class)).isTrue();
    }

    @Test
    void clearedMessageIsWrittenAnew() throws JMSException {
        message.writeInt(1);
        message.reset();
        message.clearBody();
        message.writeByte((byte) 5);
        message.reset();

        assertThat(message.getBodyLength()).isEqualTo(1);
    }

    @Test
    void manyBytesFit() throws JMSException {
        byte[] block = new byte[100_000];
        for (int i = 0; i < 30; i++) {
            message.writeBytes(block);
        }
        message.reset();

        assertThat(message.getBodyLength()).isEqualTo(3_000_000);
    }

    /** One of the getters. */
    private interface Reading {
        Object from(JmsBytesMessage message) throws JMSException;
    }

    static Stream<Reading> firstReads() {
        return Stream.of(
                JmsBytesMessage::readBoolean,
                JmsBytesMessage::readByte,
                JmsBytesMessage::readUnsignedByte,
                JmsBytesMessage::readShort,
                JmsBytesMessage::readUnsignedShort,
                JmsBytesMessage::readChar,
                JmsBytesMessage::readInt,
                JmsBytesMessage::readLong,
                JmsBytesMessage::readFloat,
                JmsBytesMessage::readDouble);
    }

    @ParameterizedTest
    @MethodSource("firstReads")
    void bodyFromTheWireIsOpenedByItsFirstRead(Reading reading) throws JMSException {
        message.writeBytes(new byte[8]);
        MessageDecoder decoder = new MessageDecoder(DecodeContext.of(new AmqpQueue("here")));
        byte[] encoded = MessageEncoder.encode(message);
        JmsBytesMessage received = (JmsBytesMessage) decoder.decode(encoded, 0, encoded.length, 0);
        received.markReceived();

        assertThat(reading.from(received)).hasToString(String.valueOf(reading.from(sent())));
    }

    private static JmsBytesMessage sent() throws JMSException {
        JmsBytesMessage sent = new JmsBytesMessage(MessageSettings.DEFAULT);
        sent.writeBytes(new byte[8]);
        sent.reset();
        return sent;
    }
}
