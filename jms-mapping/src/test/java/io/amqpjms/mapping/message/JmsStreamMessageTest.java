package io.amqpjms.mapping.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.amqpjms.engine.message.Described;
import jakarta.jms.JMSException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageNotReadableException;
import jakarta.jms.MessageNotWriteableException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Typed items written and read one after the other. */
class JmsStreamMessageTest {

    private final JmsStreamMessage message = new JmsStreamMessage(MessageSettings.DEFAULT);

    @Test
    void itemsAreReadAsTheyWereWritten() throws JMSException {
        message.writeBoolean(true);
        message.writeByte((byte) 1);
        message.writeShort((short) 2);
        message.writeChar('c');
        message.writeInt(3);
        message.writeLong(4);
        message.writeFloat(5);
        message.writeDouble(6);
        message.writeString("s");
        message.writeBytes(new byte[] {9, 8, 7}, 1, 1);
        message.writeObject(null);
        message.reset();

        assertThat(message.readBoolean()).isTrue();
        assertThat(message.readByte()).isEqualTo((byte) 1);
        assertThat(message.readShort()).isEqualTo((short) 2);
        assertThat(message.readChar()).isEqualTo('c');
        assertThat(message.readInt()).isEqualTo(3);
        assertThat(message.readLong()).isEqualTo(4);
        assertThat(message.readFloat()).isEqualTo(5);
        assertThat(message.readDouble()).isEqualTo(6);
        assertThat(message.readString()).isEqualTo("s");
        assertThat(message.readObject()).isEqualTo(new byte[] {8});
        assertThat(message.readObject()).isNull();
        assertThatThrownBy(message::readObject).isInstanceOf(MessageEOFException.class);
    }

    @Test
    void failedReadLeavesTheItemForAnother() throws JMSException {
        message.writeString("five");
        message.writeString(null);
        message.reset();

        assertThatThrownBy(message::readInt).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(message::readChar).isInstanceOf(MessageFormatException.class);
        assertThat(message.readString()).isEqualTo("five");
        assertThatThrownBy(message::readLong).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(message::readChar).isInstanceOf(NullPointerException.class);
        assertThat(message.readBytes(new byte[1])).isEqualTo(-1);
        assertThatThrownBy(message::readString).isInstanceOf(MessageEOFException.class);
    }

    @Test
    void bytesAreReadInPiecesUntilOneIsShort() throws JMSException {
        message.writeBytes(new byte[] {1, 2, 3, 4});
        message.writeInt(5);
        message.reset();
        byte[] piece = new byte[2];

        assertThat(message.readBytes(piece)).isEqualTo(2);
        assertThat(piece).containsExactly(1, 2);
        assertThatThrownBy(message::readInt).isInstanceOf(MessageFormatException.class);
        assertThat(message.readBytes(piece)).isEqualTo(2);
        assertThat(message.readBytes(piece)).isEqualTo(-1);
        assertThat(message.readInt()).isEqualTo(5);
    }

    @Test
    void arrayLongerThanTheItemEndsIt() throws JMSException {
        message.writeBytes(new byte[] {1, 2, 3});
        message.writeBytes(new byte[0]);
        message.writeInt(5);
        message.reset();

        assertThat(message.readBytes(new byte[8])).isEqualTo(3);
        assertThat(message.readBytes(new byte[8])).isZero();
        assertThat(message.readInt()).isEqualTo(5);
    }

    @Test
    void bytesOfAnotherTypeAreRefusedAndTheItemStays() throws JMSException {
        message.writeInt(5);
        message.reset();

        assertThatThrownBy(() -> message.readBytes(new byte[4])).isInstanceOf(MessageFormatException.class);
        assertThat(message.readInt()).isEqualTo(5);
    }

    @Test
    void resetGoesBackToTheFirstItemAlsoAmidBytes() throws JMSException {
        message.writeBytes(new byte[] {1, 2, 3});
        message.reset();
        assertThat(message.readBytes(new byte[1])).isEqualTo(1);

        message.reset();

        assertThat(message.readObject()).isEqualTo(new byte[] {1, 2, 3});
    }

    @Test
    void writtenBytesAreACopy() throws JMSException {
        byte[] written = {1, 2};
        message.writeBytes(written);
        written[0] = 9;
        message.reset();

        byte[] read = (byte[]) message.readObject();

        assertThat(read).containsExactly(1, 2);
    }

    @Test
    void listIsNoItem() {
        assertThatThrownBy(() -> message.writeObject(List.of(1))).isInstanceOf(MessageFormatException.class);
    }

    @Test
    void describedValueThatHoldsItselfIsRefused() {
        Map<String, Object> loop = new HashMap<>();
        loop.put("self", loop);

        assertThatThrownBy(() -> message.writeObject(new Described("d", loop)))
                .isInstanceOf(MessageFormatException.class);
    }

    @Test
    void describedValueWithoutAmqpTypeIsRefused() {
        assertThatThrownBy(() -> message.writeObject(new Described("d", new Object())))
                .isInstanceOf(MessageFormatException.class);
    }

    @Test
    void directionIsKept() throws JMSException {
        assertThatThrownBy(message::readInt).isInstanceOf(MessageNotReadableException.class);
        message.reset();
        assertThatThrownBy(() -> message.writeInt(1)).isInstanceOf(MessageNotWriteableException.class);
        assertThatThrownBy(() -> message.writeObject(new Object())).isInstanceOf(MessageNotWriteableException.class);
    }

    @Test
    void bodyIsNeverHadAsAWhole() throws JMSException {
        assertThat(message.isBodyAssignableTo(Object.class)).isFalse();
        assertThatThrownBy(() -> message.getBody(Object.class)).isInstanceOf(MessageFormatException.class);
    }
}
