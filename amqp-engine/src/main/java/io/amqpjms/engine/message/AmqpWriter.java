package io.amqpjms.engine.message;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes AMQP values (AMQP 1.0 §1.6) one after the other into a growing array, each in its shortest form. For one thread
 * at a time; {@link #scratch()} lends each thread one of its own.
 */
public final class AmqpWriter {
    private static final int INITIAL = 4_096;

    /**
     * A scratch buffer that grew beyond this goes with its message, so that no thread hoards memory, and large bodies are
     * not copied once more.
     */
    private static final int KEPT = 65_536;

    private static final ThreadLocal<AmqpWriter> SCRATCH = ThreadLocal.withInitial(AmqpWriter::new);

    private byte[] buffer = new byte[INITIAL];
    private int position;
    private boolean replacesSurrogates;
    private byte @Nullable [] rest;
    private int restLength;

    /** An empty writer. */
    public AmqpWriter() {}

    /** The calling thread's writer, empty; to be used for one message at a time. */
    public static AmqpWriter scratch() {
        AmqpWriter writer = SCRATCH.get();
        writer.position = 0;
        writer.replacesSurrogates = false;
        writer.rest = null;
        return writer;
    }

    /** From now on writes U+FFFD for half a surrogate pair, which UTF-8 cannot hold, instead of refusing the text. */
    public AmqpWriter replacingLoneSurrogates() {
        replacesSurrogates = true;
        return this;
    }

    /**
     * Writes a binary that ends what is written, and is not copied.
     *
     * @param bytes may be longer; what belongs to the binary must not change any more
     */
    public void endWithBinary(byte[] bytes, int length) {
        variable(0xa0, length);
        requireArray((long) position + length);
        rest = length == 0 ? null : bytes;
        restLength = length;
    }

    /** The message that was written; the writer is empty after that. */
    public MessageBytes takeMessage() {
        byte[] end = rest;
        rest = null;
        return end == null ? new MessageBytes(written()) : new MessageBytes(written(), end, restLength);
    }

    /** What was written, in an array of its own; the writer is empty after that. */
    public byte[] take() {
        return rest == null ? written() : takeMessage().joined();
    }

    private byte[] written() {
        byte[] taken;
        if (buffer.length <= KEPT) {
            taken = Arrays.copyOf(buffer, position);
        } else {
            taken = buffer.length == position ? buffer : Arrays.copyOf(buffer, position);
            buffer = new byte[INITIAL];
        }
        position = 0;
        return taken;
    }

    /** The number of bytes written. */
    public int size() {
        return position;
    }

    /** Makes room for so many bytes at once, so that a large value is not copied while the writer grows. */
    public void reserve(int bytes) {
        if (buffer.length - position < bytes) {
            long wanted = Math.max((long) position + bytes, Math.min(buffer.length * 2L, buffer.length + 1_048_576L));
            requireArray(wanted);
            buffer = Arrays.copyOf(buffer, (int) wanted);
        }
    }

    private static void requireArray(long bytes) {
        if (bytes > Integer.MAX_VALUE - 8) {
            throw new AmqpEncodeException("The message is larger than an array can be: " + bytes + " bytes");
        }
    }

    /** Begins a message section (AMQP 1.0 §3.2): the descriptor, after which its value is written. */
    public void section(int descriptor) {
        reserve(3);
        buffer[position++] = 0;
        buffer[position++] = 0x53;
        buffer[position++] = (byte) descriptor;
    }

    /** Writes bytes that are AMQP already. */
    public void raw(byte[] encoded, int offset, int length) {
        reserve(length);
        System.arraycopy(encoded, offset, buffer, position, length);
        position += length;
    }

    /** Writes bytes that are AMQP already. */
    public void raw(byte[] encoded) {
        raw(encoded, 0, encoded.length);
    }

    public void writeNull() {
        put(0x40);
    }

    public void writeBoolean(boolean value) {
        put(value ? 0x41 : 0x42);
    }

    public void writeUByte(int value) {
        put(0x50);
        put(value);
    }

    public void writeUShort(int value) {
        put(0x60);
        putShort(value);
    }

    public void writeUInt(long value) {
        if (value == 0) {
            put(0x43);
        } else if (value > 0 && value <= 255) {
            put(0x52);
            put((int) value);
        } else {
            put(0x70);
            putInt((int) value);
        }
    }

    public void writeULong(long bits) {
        if (bits == 0) {
            put(0x44);
        } else if (bits > 0 && bits <= 255) {
            put(0x53);
            put((int) bits);
        } else {
            put(0x80);
            putLong(bits);
        }
    }

    public void writeByte(byte value) {
        put(0x51);
        put(value);
    }

    public void writeShort(short value) {
        put(0x61);
        putShort(value);
    }

    public void writeInt(int value) {
        if (value >= -128 && value <= 127) {
            put(0x54);
            put(value);
        } else {
            put(0x71);
            putInt(value);
        }
    }

    public void writeLong(long value) {
        if (value >= -128 && value <= 127) {
            put(0x55);
            put((int) value);
        } else {
            put(0x81);
            putLong(value);
        }
    }

    public void writeFloat(float value) {
        put(0x72);
        putInt(Float.floatToRawIntBits(value));
    }

    public void writeDouble(double value) {
        put(0x82);
        putLong(Double.doubleToRawLongBits(value));
    }

    public void writeChar(int codePoint) {
        put(0x73);
        putInt(codePoint);
    }

    /** Writes a timestamp of so many milliseconds since 1970 (AMQP 1.0 §1.6.17). */
    public void writeTimestamp(long milliseconds) {
        put(0x83);
        putLong(milliseconds);
    }

    public void writeUuid(UUID value) {
        put(0x98);
        putLong(value.getMostSignificantBits());
        putLong(value.getLeastSignificantBits());
    }

    public void writeBinary(byte[] bytes, int offset, int length) {
        variable(0xa0, length);
        raw(bytes, offset, length);
    }

    public void writeBinary(Binary value) {
        variable(0xa0, value.length());
        reserve(value.length());
        value.copyTo(buffer, position);
        position += value.length();
    }

    /**
     * Writes a string (AMQP 1.0 §1.6.20).
     *
     * @throws AmqpEncodeException if the text has half a surrogate pair and those are not replaced
     */
    public void writeString(String value) {
        int length = Utf8.length(value, replacesSurrogates);
        variable(0xa1, length);
        reserve(length);
        position = Utf8.write(value, buffer, position, length);
    }

    /** Text that ends with a number, which is not negative, without making it one string first. */
    public void writeString(String prefix, long number) {
        int digits = 1;
        for (long rest = number; rest > 9; rest /= 10) {
            digits++;
        }
        int length = Utf8.length(prefix, replacesSurrogates);
        variable(0xa1, length + digits);
        reserve(length + digits);
        position = Utf8.write(prefix, buffer, position, length) + digits;
        long rest = number;
        for (int at = position - 1; digits > 0; digits--, at--) {
            buffer[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    public void writeSymbol(Symbol value) {
        byte[] ascii = value.ascii();
        variable(0xa3, ascii.length);
        raw(ascii);
    }

    /** Begins a list or a map; the returned mark goes to {@link #endList} or {@link #endMap}. */
    public int begin() {
        reserve(3);
        int mark = position;
        position += 3;
        return mark;
    }

    /** Ends a list of so many elements, written since the mark was taken. */
    public void endList(int mark, int count) {
        if (count == 0) {
            position = mark;
            put(0x45);
        } else {
            end(mark, count, 0xc0, 0xd0);
        }
    }

    /** Ends a map of so many entries, keys and values written in turn since the mark was taken. */
    public void endMap(int mark, int entries) {
        end(mark, 2 * entries, 0xc1, 0xd1);
    }

    private void end(int mark, int count, int small, int large) {
        int size = position - mark - 3;
        if (size < 255 && count <= 255) {
            buffer[mark] = (byte) small;
            buffer[mark + 1] = (byte) (size + 1);
            buffer[mark + 2] = (byte) count;
            return;
        }
        reserve(6);
        System.arraycopy(buffer, mark + 3, buffer, mark + 9, size);
        position += 6;
        buffer[mark] = (byte) large;
        putIntAt(mark + 1, size + 4);
        putIntAt(mark + 5, count);
    }

    /** Begins a list whose header takes its long form, so that ending it moves nothing. */
    public int beginLongList() {
        reserve(9);
        int mark = position;
        buffer[mark] = (byte) 0xd0;
        position += 9;
        return mark;
    }

    /** Ends a list begun with {@link #beginLongList}. */
    public void endLongList(int mark, int count) {
        putIntAt(mark + 1, position - mark - 5);
        putIntAt(mark + 5, count);
    }

    public void writeList(List<? extends @Nullable Object> list) {
        int mark = begin();
        for (Object item : list) {
            writeObject(item);
        }
        endList(mark, list.size());
    }

    public void writeMap(Map<?, ? extends @Nullable Object> map) {
        int mark = begin();
        for (Map.Entry<?, ? extends @Nullable Object> entry : map.entrySet()) {
            writeObject(entry.getKey());
            writeObject(entry.getValue());
        }
        endMap(mark, map.size());
    }

    public void writeDescribed(Described value) {
        put(0x00);
        writeObject(value.descriptor());
        writeObject(value.value());
    }

    public void writeArray(AmqpArray array) {
        ArrayWriter.write(this, array);
    }

    /**
     * Writes a value by its Java type: those that {@link AmqpReader#readObject} gives, and also {@link Character} and
     * {@code byte[]}.
     *
     * @throws AmqpEncodeException if AMQP has no type for the value
     */
    public void writeObject(@Nullable Object value) {
        if (value == null) {
            writeNull();
        } else if (value instanceof String text) {
            writeString(text);
        } else if (value instanceof Integer number) {
            writeInt(number);
        } else if (value instanceof Long number) {
            writeLong(number);
        } else if (value instanceof Boolean flag) {
            writeBoolean(flag);
        } else if (value instanceof Number number) {
            writeNumber(number);
        } else {
            writeOther(value);
        }
    }

    private void writeNumber(Number value) {
        if (value instanceof Double number) {
            writeDouble(number);
        } else if (value instanceof Float number) {
            writeFloat(number);
        } else if (value instanceof Short number) {
            writeShort(number);
        } else if (value instanceof Byte number) {
            writeByte(number);
        } else if (value instanceof UnsignedInt number) {
            writeUInt(number.longValue());
        } else if (value instanceof UnsignedLong number) {
            writeULong(number.longValue());
        } else if (value instanceof UnsignedShort number) {
            writeUShort(number.intValue());
        } else if (value instanceof UnsignedByte number) {
            writeUByte(number.intValue());
        } else {
            throw noType(value);
        }
    }

    private void writeOther(Object value) {
        if (value instanceof Symbol symbol) {
            writeSymbol(symbol);
        } else if (value instanceof Binary binary) {
            writeBinary(binary);
        } else if (value instanceof byte[] bytes) {
            writeBinary(bytes, 0, bytes.length);
        } else if (value instanceof List<?> list) {
            writeList(list);
        } else if (value instanceof Map<?, ?> map) {
            writeMap(map);
        } else if (value instanceof UUID uuid) {
            writeUuid(uuid);
        } else if (value instanceof Instant instant) {
            writeTimestamp(Timestamps.milliseconds(instant));
        } else {
            writeRare(value);
        }
    }

    private void writeRare(Object value) {
        if (value instanceof Character character) {
            writeChar(character);
        } else if (value instanceof AmqpChar character) {
            writeChar(character.codePoint());
        } else if (value instanceof Described described) {
            writeDescribed(described);
        } else if (value instanceof AmqpArray array) {
            writeArray(array);
        } else if (value instanceof Decimal32 decimal) {
            put(0x74);
            putInt(decimal.bits());
        } else if (value instanceof Decimal64 decimal) {
            put(0x84);
            putLong(decimal.bits());
        } else if (value instanceof Decimal128 decimal) {
            put(0x94);
            putLong(decimal.high());
            putLong(decimal.low());
        } else {
            throw noType(value);
        }
    }

    private static AmqpEncodeException noType(Object value) {
        return new AmqpEncodeException(
                "AMQP has no type for a " + value.getClass().getName());
    }

    private void variable(int smallCode, int length) {
        if (length <= 255) {
            put(smallCode);
            put(length);
        } else {
            put(smallCode + 0x10);
            putInt(length);
        }
    }

    void put(int value) {
        reserve(1);
        buffer[position++] = (byte) value;
    }

    void putShort(int value) {
        reserve(2);
        buffer[position++] = (byte) (value >>> 8);
        buffer[position++] = (byte) value;
    }

    void putInt(int value) {
        reserve(4);
        putIntAt(position, value);
        position += 4;
    }

    void putLong(long value) {
        reserve(8);
        putIntAt(position, (int) (value >>> 32));
        putIntAt(position + 4, (int) value);
        position += 8;
    }

    void putIntAt(int at, int value) {
        buffer[at] = (byte) (value >>> 24);
        buffer[at + 1] = (byte) (value >>> 16);
        buffer[at + 2] = (byte) (value >>> 8);
        buffer[at + 3] = (byte) value;
    }

    /** Drops what was written last, down to this size. */
    void truncate(int size) {
        position = size;
    }

    /** The byte written at this place. */
    int at(int index) {
        return buffer[index] & 0xff;
    }

    /** A copy of what was written from this place on. */
    byte[] tail(int from) {
        return Arrays.copyOfRange(buffer, from, position);
    }

    /** Takes out bytes that were written. */
    void cut(int from, int length) {
        System.arraycopy(buffer, from + length, buffer, from, position - from - length);
        position -= length;
    }
}
