package io.amqpjms.mapping.message;

import static io.amqpjms.mapping.message.Failures.because;

import io.amqpjms.engine.message.AmqpWriter;
import io.amqpjms.engine.message.EncodedMessage;
import io.amqpjms.engine.message.Symbol;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A message whose body is bytes, written or read one after the other (JMS 3.1 §3.11.3). One thread at a time. */
public final class JmsBytesMessage extends JmsMessage implements BytesMessage {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final int SMALLEST_BUFFER = 64;
    /** A body of this size is sent as it lies here; a smaller one is cheaper copied. */
    private static final int LARGE = 4096;

    /** What was written, with room to grow; read-only and not a copy when it came from the wire. */
    private ByteBuffer bytes = NOTHING;

    private int position;
    private int end;

    public JmsBytesMessage(MessageSettings settings) {
        super(settings);
    }

    JmsBytesMessage(EncodedMessage encoded, Headers headers, MessageSettings settings) {
        super(encoded, headers, settings);
    }

    private JmsBytesMessage(JmsBytesMessage original) {
        super(original);
        bytes = original.bytes.isReadOnly() ? original.bytes : ByteBuffer.wrap(original.written());
        position = original.position;
        end = original.end;
    }

    @Override
    MessageType type() {
        return MessageType.BYTES;
    }

    @Override
    Symbol contentType() {
        return ContentType.OCTET_STREAM;
    }

    @Override
    void readBody(EncodedMessage encoded) {
        bytes = BodyBytes.of(encoded);
        end = bytes.capacity();
    }

    @Override
    void emptyBody() {
        bytes = NOTHING;
        position = 0;
        end = 0;
    }

    @Override
    public void reset() throws JMSException {
        makeBodyReadOnly();
        openBody();
        position = 0;
    }

    @Override
    byte @Nullable [] body() throws JMSException {
        reset();
        return end == 0 ? null : written();
    }

    /** Asks without an end to the writing, and without a copy. */
    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public boolean isBodyAssignableTo(Class type) throws JMSException {
        openBody();
        return end == 0 || type.isAssignableFrom(byte[].class);
    }

    private byte[] written() {
        byte[] copy = new byte[end];
        bytes.get(0, copy);
        return copy;
    }

    @Override
    void writeBody(AmqpWriter out) {
        if (end < LARGE) {
            Sections.writeData(out, bytes.array(), 0, end);
        } else {
            // What was written is never written over: the array is added to, or left.
            Sections.endWithData(out, bytes.array(), end);
        }
    }

    @Override
    public JmsBytesMessage copy() {
        return new JmsBytesMessage(this);
    }

    @Override
    public long getBodyLength() throws JMSException {
        requireBodyReadable();
        return end;
    }

    @Override
    public boolean readBoolean() throws JMSException {
        int at = take(1);
        return bytes.get(at) != 0;
    }

    @Override
    public byte readByte() throws JMSException {
        int at = take(1);
        return bytes.get(at);
    }

    @Override
    public int readUnsignedByte() throws JMSException {
        return Byte.toUnsignedInt(readByte());
    }

    @Override
    public short readShort() throws JMSException {
        int at = take(Short.BYTES);
        return bytes.getShort(at);
    }

    @Override
    public int readUnsignedShort() throws JMSException {
        return Short.toUnsignedInt(readShort());
    }

    @Override
    public char readChar() throws JMSException {
        int at = take(Character.BYTES);
        return bytes.getChar(at);
    }

    @Override
    public int readInt() throws JMSException {
        int at = take(Integer.BYTES);
        return bytes.getInt(at);
    }

    @Override
    public long readLong() throws JMSException {
        int at = take(Long.BYTES);
        return bytes.getLong(at);
    }

    @Override
    public float readFloat() throws JMSException {
        int at = take(Float.BYTES);
        return bytes.getFloat(at);
    }

    @Override
    public double readDouble() throws JMSException {
        int at = take(Double.BYTES);
        return bytes.getDouble(at);
    }

    @Override
    public String readUTF() throws JMSException {
        int from = position;
        int length = readUnsignedShort();
        position = from;
        byte[] encoded = new byte[Short.BYTES + length];
        bytes.get(take(encoded.length), encoded);
        try {
            return new DataInputStream(new ByteArrayInputStream(encoded)).readUTF();
        } catch (IOException e) {
            position = from;
            throw because(
                    new MessageFormatException(
                            "No modified UTF-8 at position " + from + " of the BytesMessage: " + e.getMessage()),
                    e);
        }
    }

    @Override
    public int readBytes(byte[] value) throws JMSException {
        return readBytes(value, value.length);
    }

    @Override
    public int readBytes(byte[] value, int length) throws JMSException {
        requireBodyReadable();
        Objects.checkFromIndexSize(0, length, value.length);
        if (position == end) {
            return -1;
        }
        int count = Math.min(length, end - position);
        bytes.get(position, value, 0, count);
        position += count;
        return count;
    }

    /** The place of the next bytes. To be asked for before the array is touched: a body is opened with its first read. */
    private int take(int count) throws JMSException {
        requireBodyReadable();
        if (end - position < count) {
            throw new MessageEOFException("The BytesMessage of " + end + " bytes has no " + count
                    + (count == 1 ? " byte" : " bytes") + " at position " + position);
        }
        int at = position;
        position += count;
        return at;
    }

    @Override
    public void writeBoolean(boolean value) throws JMSException {
        writeByte((byte) (value ? 1 : 0));
    }

    @Override
    public void writeByte(byte value) throws JMSException {
        int at = room(1);
        bytes.put(at, value);
    }

    @Override
    public void writeShort(short value) throws JMSException {
        int at = room(Short.BYTES);
        bytes.putShort(at, value);
    }

    @Override
    public void writeChar(char value) throws JMSException {
        int at = room(Character.BYTES);
        bytes.putChar(at, value);
    }

    @Override
    public void writeInt(int value) throws JMSException {
        int at = room(Integer.BYTES);
        bytes.putInt(at, value);
    }

    @Override
    public void writeLong(long value) throws JMSException {
        int at = room(Long.BYTES);
        bytes.putLong(at, value);
    }

    @Override
    public void writeFloat(float value) throws JMSException {
        int at = room(Float.BYTES);
        bytes.putFloat(at, value);
    }

    @Override
    public void writeDouble(double value) throws JMSException {
        int at = room(Double.BYTES);
        bytes.putDouble(at, value);
    }

    @Override
    public void writeUTF(String value) throws JMSException {
        requireBodyWriteable();
        var encoded = new ByteArrayOutputStream(value.length() + 2);
        try {
            new DataOutputStream(encoded).writeUTF(value);
        } catch (UTFDataFormatException e) {
            throw because(
                    new MessageFormatException("writeUTF takes at most 65535 bytes of UTF-8, but the text of "
                            + value.length() + " characters needs more: " + e.getMessage()),
                    e);
        } catch (IOException e) {
            throw because(new JMSException("writeUTF failed: " + e.getMessage()), e);
        }
        writeBytes(encoded.toByteArray());
    }

    @Override
    public void writeBytes(byte[] value) throws JMSException {
        writeBytes(value, 0, value.length);
    }

    @Override
    public void writeBytes(byte[] value, int offset, int length) throws JMSException {
        Objects.checkFromIndexSize(offset, length, value.length);
        int at = room(length);
        bytes.put(at, value, offset, length);
    }

    @Override
    public void writeObject(@Nullable Object value) throws JMSException {
        Objects.requireNonNull(value, "BytesMessage.writeObject takes no null");
        if (value instanceof Boolean flag) {
            writeBoolean(flag);
        } else if (value instanceof Character character) {
            writeChar(character);
        } else if (value instanceof String text) {
            writeUTF(text);
        } else if (value instanceof byte[] array) {
            writeBytes(array);
        } else if (value instanceof Number number) {
            writeNumber(number);
        } else {
            throw notWriteable(value);
        }
    }

    private void writeNumber(Number value) throws JMSException {
        if (value instanceof Byte) {
            writeByte(value.byteValue());
        } else if (value instanceof Short) {
            writeShort(value.shortValue());
        } else if (value instanceof Integer) {
            writeInt(value.intValue());
        } else if (value instanceof Long) {
            writeLong(value.longValue());
        } else if (value instanceof Float) {
            writeFloat(value.floatValue());
        } else if (value instanceof Double) {
            writeDouble(value.doubleValue());
        } else {
            throw notWriteable(value);
        }
    }

    private static MessageFormatException notWriteable(Object value) {
        return new MessageFormatException("A BytesMessage takes primitives, String and byte[], not "
                + value.getClass().getName());
    }

    private int room(int count) throws JMSException {
        requireBodyWriteable();
        if (bytes.capacity() - end < count) {
            grow(count);
        }
        int at = end;
        end += count;
        return at;
    }

    private void grow(int count) throws JMSException {
        long needed = (long) end + count;
        if (needed > Integer.MAX_VALUE - 8) {
            throw new JMSException("A BytesMessage of " + needed + " bytes is more than one array can hold");
        }
        long doubled = Math.min(2L * bytes.capacity(), Integer.MAX_VALUE - 8);
        ByteBuffer larger = ByteBuffer.allocate((int) Math.max(SMALLEST_BUFFER, Math.max(needed, doubled)));
        bytes = larger.put(0, bytes, 0, end);
    }
}
