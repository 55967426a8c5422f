package io.amqpjms.mapping.message;

import io.amqpjms.engine.message.AmqpWriter;
import io.amqpjms.engine.message.Body;
import io.amqpjms.engine.message.EncodedMessage;
import io.amqpjms.mapping.Conversions;
import io.amqpjms.mapping.TypedValues;
import io.amqpjms.mapping.ValueMapping;
import jakarta.jms.JMSException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.StreamMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message whose body is a stream of typed items (JMS 3.1 §3.11.3). Items of AMQP types that JMS lacks are read as
 * the JDK types of {@link ValueMapping}; a read that fails leaves the item where it is. One thread at a time.
 */
public final class JmsStreamMessage extends JmsMessage implements StreamMessage {

    private static final String ITEM = "stream item";

    private final List<@Nullable Object> items = new ArrayList<>();
    private int position;
    private byte @Nullable [] openBytes;
    private int openBytesRead;

    public JmsStreamMessage(MessageSettings settings) {
        super(settings);
    }

    JmsStreamMessage(EncodedMessage encoded, Headers headers, MessageSettings settings) {
        super(encoded, headers, settings);
    }

    private JmsStreamMessage(JmsStreamMessage original) {
        super(original);
        items.addAll(original.items);
        position = original.position;
        openBytes = original.openBytes;
        openBytesRead = original.openBytesRead;
    }

    @Override
    MessageType type() {
        return MessageType.STREAM;
    }

    @Override
    void readBody(EncodedMessage encoded) {
        Body body = encoded.body();
        if (body instanceof Body.Sequences sequences) {
            sequences.sections().forEach(items::addAll);
        } else if (body instanceof Body.Value value && value.value() instanceof List<?> list) {
            items.addAll(list);
        }
    }

    @Override
    void emptyBody() {
        items.clear();
        rewind();
    }

    private void rewind() {
        position = 0;
        openBytes = null;
    }

    @Override
    public void reset() throws JMSException {
        makeBodyReadOnly();
        openBody();
        rewind();
    }

    @Override
    Object body() throws MessageFormatException {
        throw new MessageFormatException("The body of a StreamMessage can only be read item by item");
    }

    @Override
    @SuppressWarnings("rawtypes")
    public boolean isBodyAssignableTo(Class type) {
        return false;
    }

    @Override
    void writeBody(AmqpWriter out) {
        Sections.writeSequence(out, items);
    }

    @Override
    public JmsStreamMessage copy() {
        return new JmsStreamMessage(this);
    }

    @Override
    public boolean readBoolean() throws JMSException {
        boolean value = Conversions.toBoolean(next(), ITEM);
        position++;
        return value;
    }

    @Override
    public byte readByte() throws JMSException {
        byte value = Conversions.toByte(next(), ITEM);
        position++;
        return value;
    }

    @Override
    public short readShort() throws JMSException {
        short value = Conversions.toShort(next(), ITEM);
        position++;
        return value;
    }

    @Override
    public char readChar() throws JMSException {
        char value = Conversions.toChar(next(), ITEM);
        position++;
        return value;
    }

    @Override
    public int readInt() throws JMSException {
        int value = Conversions.toInt(next(), ITEM);
        position++;
        return value;
    }

    @Override
    public long readLong() throws JMSException {
        long value = Conversions.toLong(next(), ITEM);
        position++;
        return value;
    }

    @Override
    public float readFloat() throws JMSException {
        float value = Conversions.toFloat(next(), ITEM);
        position++;
        return value;
    }

    @Override
    public double readDouble() throws JMSException {
        double value = Conversions.toDouble(next(), ITEM);
        position++;
        return value;
    }

    @Override
    public @Nullable String readString() throws JMSException {
        String value = Conversions.toText(next(), ITEM);
        position++;
        return value;
    }

    @Override
    public @Nullable Object readObject() throws JMSException {
        Object value = ValueMapping.toJava(next());
        position++;
        return value;
    }

    @Override
    public int readBytes(byte[] value) throws JMSException {
        Objects.requireNonNull(value, "readBytes needs an array to read into");
        byte[] open = openBytes == null ? open() : openBytes;
        if (open == null) {
            return -1;
        }
        int left = open.length - openBytesRead;
        boolean readBefore = openBytesRead > 0;
        if (left == 0 && readBefore) {
            closeBytes();
            return -1;
        }
        int count = Math.min(left, value.length);
        System.arraycopy(open, openBytesRead, value, 0, count);
        openBytesRead += count;
        if (count < value.length) {
            closeBytes();
        }
        return count;
    }

    private byte @Nullable [] open() throws JMSException {
        byte[] found = Conversions.toBytes(next(), ITEM);
        if (found == null) {
            position++;
            return null;
        }
        openBytes = found;
        openBytesRead = 0;
        return found;
    }

    private void closeBytes() {
        openBytes = null;
        position++;
    }

    private @Nullable Object next() throws JMSException {
        requireBodyReadable();
        if (openBytes != null) {
            throw new MessageFormatException("A byte[] of the StreamMessage has been read in part ("
                    + openBytesRead + " of " + openBytes.length
                    + " bytes); go on with readBytes until it returns less than the array's length");
        }
        if (position >= items.size()) {
            throw new MessageEOFException("The StreamMessage has " + items.size() + " items and all have been read");
        }
        return items.get(position);
    }

    @Override
    public void writeBoolean(boolean value) throws JMSException {
        write(value);
    }

    @Override
    public void writeByte(byte value) throws JMSException {
        write(value);
    }

    @Override
    public void writeShort(short value) throws JMSException {
        write(value);
    }

    @Override
    public void writeChar(char value) throws JMSException {
        write(value);
    }

    @Override
    public void writeInt(int value) throws JMSException {
        write(value);
    }

    @Override
    public void writeLong(long value) throws JMSException {
        write(value);
    }

    @Override
    public void writeFloat(float value) throws JMSException {
        write(value);
    }

    @Override
    public void writeDouble(double value) throws JMSException {
        write(value);
    }

    @Override
    public void writeString(@Nullable String value) throws JMSException {
        write(value);
    }

    @Override
    public void writeBytes(byte @Nullable [] value) throws JMSException {
        write(value == null ? null : value.clone());
    }

    @Override
    public void writeBytes(byte[] value, int offset, int length) throws JMSException {
        Objects.checkFromIndexSize(offset, length, value.length);
        write(Arrays.copyOfRange(value, offset, offset + length));
    }

    @Override
    public void writeObject(@Nullable Object value) throws JMSException {
        requireBodyWriteable();
        write(TypedValues.ofItem(value, ITEM));
    }

    private void write(@Nullable Object value) throws JMSException {
        requireBodyWriteable();
        items.add(value);
    }
}
