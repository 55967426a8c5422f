package io.amqpjms.engine.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads AMQP values (AMQP 1.0 §1.6) from part of an array. It believes no size and no count: whatever the bytes are, the
 * only exception is {@link AmqpDecodeException}, and nothing is allocated that the bytes do not back. For one thread.
 *
 * <p>The types: null, {@link Boolean}, {@link UnsignedByte}, {@link UnsignedShort}, {@link UnsignedInt}, {@link
 * UnsignedLong}, {@link Byte}, {@link Short}, {@link Integer}, {@link Long}, {@link Float}, {@link Double}, {@link
 * Decimal32}, {@link Decimal64}, {@link Decimal128}, {@link AmqpChar}, {@link Instant}, {@link UUID}, {@link Binary}, {@link
 * String}, {@link Symbol}, {@link List}, {@link Map}, {@link AmqpArray} and {@link Described}.
 */
public final class AmqpReader {
    /** Keys of a map that have no order, or are of another type than the first: a few are read, many are an attack. */
    private static final int MOST_ODD_KEYS = 100;

    /** An element may have more descriptors than its bytes can pay for, but then they count as elements without bytes. */
    private static final long DESCRIPTORS_PER_BYTE = 8;

    private final DecodeLimits limits;
    private byte[] bytes;
    private int position;
    private int end;
    private int depth;
    private int emptyElements;
    private int elements;

    /** Reads all of the array. */
    public AmqpReader(byte[] bytes) {
        this(bytes, 0, bytes.length, DecodeLimits.DEFAULT);
    }

    /**
     * Reads part of the array.
     *
     * @throws IndexOutOfBoundsException if the part is not within the array
     */
    public AmqpReader(byte[] bytes, int offset, int length, DecodeLimits limits) {
        this.limits = limits;
        begin(bytes, offset, length);
    }

    /**
     * Begins anew with part of this array.
     *
     * @throws IndexOutOfBoundsException if the part is not within the array
     */
    public void begin(byte[] bytes, int offset, int length) {
        if (offset < 0 || length < 0 || offset > bytes.length - length) {
            throw new IndexOutOfBoundsException(
                    "No " + length + " bytes from " + offset + " in an array of " + bytes.length);
        }
        this.bytes = bytes;
        moveTo(offset, offset + length);
    }

    /** Begins anew at another place of the same array; the limits count from there. */
    void moveTo(int offset, int newEnd) {
        position = offset;
        end = newEnd;
        depth = 0;
        emptyElements = 0;
        elements = 0;
    }

    /** Whether there is another byte. */
    public boolean hasMore() {
        return position < end;
    }

    /** Where the next byte is read, counted from the start of the array. */
    public int position() {
        return position;
    }

    /** The format code of the next value, which stays unread. */
    public int peekCode() {
        require(1);
        return bytes[position] & 0xff;
    }

    /** The next value. */
    public @Nullable Object readObject() {
        int at = position;
        int code = next();
        return code == 0 ? described(at) : value(code, at);
    }

    /** The next value as text, or null. */
    public @Nullable String readString() {
        return expect(String.class, "a string");
    }

    /** The next value as a symbol, or null. */
    public @Nullable Symbol readSymbol() {
        return expect(Symbol.class, "a symbol");
    }

    private <T> @Nullable T expect(Class<T> type, String what) {
        int at = position;
        Object value = readObject();
        if (value != null && !type.isInstance(value)) {
            throw new AmqpDecodeException(
                    "Expected " + what + ", but found a " + value.getClass().getSimpleName(), at);
        }
        return type.cast(value);
    }

    /** Passes over the next value without decoding it. */
    public void skip() {
        int at = position;
        int outer = depth;
        int code = next();
        while (code == 0) {
            enter(at);
            skip();
            code = next();
        }
        depth = outer;
        switch (code >> 4) {
            case 0x4 -> {
                // No bytes follow.
            }
            case 0x5 -> forward(1);
            case 0x6 -> forward(2);
            case 0x7 -> forward(4);
            case 0x8 -> forward(8);
            case 0x9 -> forward(16);
            case 0xa, 0xc, 0xe -> forward(next());
            case 0xb, 0xd, 0xf -> forward(size());
            default -> throw unknown(code);
        }
    }

    /** The timestamp that the next value is known to be, in milliseconds since 1970. */
    long readTimestamp() {
        position++;
        return longBits();
    }

    /** Passes over so many bytes. */
    void forward(int count) {
        require(count);
        position += count;
    }

    private Described described(int at) {
        enter(at);
        Object descriptor = readObject();
        Object value = readObject();
        depth--;
        return new Described(descriptor, value);
    }

    private @Nullable Object value(int code, int at) {
        return switch (code) {
            case 0x40 -> null;
            case 0x41 -> true;
            case 0x42 -> false;
            case 0x43 -> UnsignedInt.valueOf(0);
            case 0x44 -> UnsignedLong.valueOf(0L);
            case 0x45 -> new ArrayList<>();
            case 0x52 -> UnsignedInt.valueOf(next());
            case 0x53 -> UnsignedLong.valueOf((long) next());
            case 0x54 -> (int) (byte) next();
            case 0x55 -> (long) (byte) next();
            case 0xa0 -> binary(next());
            case 0xa1 -> string(next(), at);
            case 0xa3 -> symbol(next(), at);
            case 0xc0 -> list(next(), 1, at);
            case 0xc1 -> map(next(), 1, at);
            case 0xd0 -> list(size(), 4, at);
            case 0xd1 -> map(size(), 4, at);
            case 0xe0 -> array(next(), 1, at);
            case 0xf0 -> array(size(), 4, at);
            default -> wide(code, at);
        };
    }

    /** A value of one of the forms that array elements have too. */
    private Object wide(int code, int at) {
        return switch (code) {
            case 0x50 -> UnsignedByte.valueOf(next());
            case 0x51 -> (byte) next();
            case 0x56 -> flag(at);
            case 0x60 -> UnsignedShort.valueOf(shortBits() & 0xffff);
            case 0x61 -> shortBits();
            case 0x70 -> UnsignedInt.valueOf(intBits() & 0xffff_ffffL);
            case 0x71 -> intBits();
            case 0x72 -> Float.intBitsToFloat(intBits());
            case 0x73 -> character(at);
            case 0x74 -> new Decimal32(intBits());
            case 0x80 -> UnsignedLong.valueOf(longBits());
            case 0x81 -> longBits();
            case 0x82 -> Double.longBitsToDouble(longBits());
            case 0x83 -> Instant.ofEpochMilli(longBits());
            case 0x84 -> new Decimal64(longBits());
            case 0x94 -> new Decimal128(longBits(), longBits());
            case 0x98 -> new UUID(longBits(), longBits());
            case 0xb0 -> binary(size());
            case 0xb1 -> string(size(), at);
            case 0xb3 -> symbol(size(), at);
            default -> throw new AmqpDecodeException("No AMQP type has the code 0x" + Integer.toHexString(code), at);
        };
    }

    private Boolean flag(int at) {
        int value = next();
        if (value > 1) {
            throw new AmqpDecodeException("A boolean must be 0 or 1, but is " + value, at);
        }
        return value == 1;
    }

    private AmqpChar character(int at) {
        int codePoint = intBits();
        if (!Character.isValidCodePoint(codePoint)) {
            throw new AmqpDecodeException("No Unicode character has the number " + codePoint, at);
        }
        return new AmqpChar(codePoint);
    }

    private Binary binary(int length) {
        require(length);
        Binary value = Binary.of(bytes, position, length);
        position += length;
        return value;
    }

    private String string(int length, int at) {
        require(length);
        String value = Utf8.read(bytes, position, length);
        if (value == null) {
            throw new AmqpDecodeException("A string is not UTF-8", at);
        }
        position += length;
        return value;
    }

    /** Passes over the next value if it is this text, which is short and ASCII; whether it was. */
    boolean takeText(String text) {
        int length = text.length();
        if (length > 0xff || end - position < length + 2) {
            return false;
        }
        if (bytes[position] != (byte) 0xa1 || bytes[position + 1] != (byte) length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[position + 2 + i] != text.charAt(i)) {
                return false;
            }
        }
        position += length + 2;
        return true;
    }

    private Symbol symbol(int length, int at) {
        require(length);
        Symbol symbol = Symbol.read(bytes, position, length);
        if (symbol == null) {
            throw new AmqpDecodeException("A symbol is not ASCII", at);
        }
        position += length;
        return symbol;
    }

    private List<@Nullable Object> list(int size, int width, int at) {
        int outer = open(size, at);
        int count = count(width, at);
        List<@Nullable Object> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(readObject());
        }
        close(outer, at);
        return list;
    }

    private Map<@Nullable Object, @Nullable Object> map(int size, int width, int at) {
        int outer = open(size, at);
        int count = count(width, at);
        requirePairs(count, at);
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        Object first = null;
        int odd = 0;
        for (int i = 0; i < count; i += 2) {
            Object key = readObject();
            first = i == 0 ? key : first;
            if (isOdd(key, first) && ++odd > MOST_ODD_KEYS) {
                throw new AmqpDecodeException("A map has more than " + MOST_ODD_KEYS + " keys without an order", at);
            }
            map.put(key, readObject());
        }
        close(outer, at);
        return map;
    }

    /** Whether a map of many such keys would be slow: keys of equal hash are found by their order, if they have one. */
    private static boolean isOdd(@Nullable Object key, @Nullable Object first) {
        return !(key instanceof Comparable<?>) || first == null || key.getClass() != first.getClass();
    }

    private AmqpArray array(int size, int width, int at) {
        int outer = open(size, at);
        int count = width == 1 ? next() : size();
        List<Object> descriptors = new ArrayList<>();
        int code = next();
        while (code == 0) {
            if (descriptors.size() >= limits.maxDepth()) {
                throw new AmqpDecodeException("Descriptors are nested deeper than " + limits.maxDepth(), at);
            }
            Object descriptor = readObject();
            descriptors.add(descriptor == null ? "" : descriptor);
            code = next();
        }
        AmqpType type = AmqpType.ofCode(code);
        if (type == null) {
            throw unknown(code);
        }
        checkElements(count, descriptors.size(), code, at);
        List<@Nullable Object> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(value(code, at));
        }
        close(outer, at);
        return new AmqpArray(type, descriptors, values);
    }

    /** Whoever reads the array makes an object for each descriptor of each element, though all share one encoding. */
    private void checkElements(int count, int descriptors, int code, int at) {
        int bytes = end - position;
        boolean empty = code >> 4 == 4;
        if (!empty && count > bytes) {
            throw new AmqpDecodeException(
                    "An array of " + count + " elements does not fit its " + bytes + " bytes", at);
        }
        long described = (long) count * descriptors;
        take((int) Math.min(count + described, Integer.MAX_VALUE), at);
        long unbacked = empty ? count + described : Math.max(0, described - DESCRIPTORS_PER_BYTE * bytes);
        if (unbacked > limits.maxEmptyElements() - emptyElements) {
            throw new AmqpDecodeException(
                    "An array has " + unbacked
                            + " elements and descriptors of them that take no bytes, beyond the limit of "
                            + limits.maxEmptyElements() + " in a section",
                    at);
        }
        emptyElements += (int) unbacked;
    }

    /** Enters a list, whose elements are read next, and returns how many there are; -1 when the value is no list. */
    int beginList() {
        int at = position;
        int code = next();
        if (code == 0x45) {
            end = position;
            return 0;
        }
        if (code != 0xc0 && code != 0xd0) {
            return -1;
        }
        open(code == 0xc0 ? next() : size(), at);
        return count(code == 0xc0 ? 1 : 4, at);
    }

    /** Enters a map, whose keys and values are read next, and returns how many of both; -1 when the value is no map. */
    int beginMap() {
        int at = position;
        int code = next();
        if (code != 0xc1 && code != 0xd1) {
            return -1;
        }
        open(code == 0xc1 ? next() : size(), at);
        int count = count(code == 0xc1 ? 1 : 4, at);
        requirePairs(count, at);
        return count;
    }

    /** Checks that the list or map entered last was read to its end. */
    void endCompound() {
        if (position != end) {
            throw problem("A list or map says that it is longer than its elements");
        }
    }

    private static void requirePairs(int count, int at) {
        if (count % 2 != 0) {
            throw new AmqpDecodeException("A map has a key without a value", at);
        }
    }

    /** Enters a compound of so many bytes, and returns where the one around it ends. */
    private int open(int size, int at) {
        require(size);
        enter(at);
        int outer = end;
        end = position + size;
        return outer;
    }

    private void enter(int at) {
        if (++depth > limits.maxDepth()) {
            throw new AmqpDecodeException("Values are nested deeper than " + limits.maxDepth(), at);
        }
    }

    private int count(int width, int at) {
        int count = width == 1 ? next() : size();
        if (count > end - position) {
            throw new AmqpDecodeException(count + " elements are said to be in " + (end - position) + " bytes", at);
        }
        take(count, at);
        return count;
    }

    /** Counts so many elements against the limit for what is read here. */
    void take(int count, int at) {
        if (count > limits.maxElements() - elements) {
            throw new AmqpDecodeException(
                    "Lists, maps and arrays of a section have more than " + limits.maxElements() + " elements", at);
        }
        elements += count;
    }

    private void close(int outer, int at) {
        if (position != end) {
            throw new AmqpDecodeException("A list, map or array says that it is longer than its elements", at);
        }
        end = outer;
        depth--;
    }

    private int next() {
        require(1);
        return bytes[position++] & 0xff;
    }

    private int size() {
        int size = intBits();
        if (size < 0) {
            throw problem("A size or count is beyond 2147483647");
        }
        return size;
    }

    private short shortBits() {
        require(2);
        int value = ((bytes[position] & 0xff) << 8) | (bytes[position + 1] & 0xff);
        position += 2;
        return (short) value;
    }

    private int intBits() {
        require(4);
        int value = ((bytes[position] & 0xff) << 24)
                | ((bytes[position + 1] & 0xff) << 16)
                | ((bytes[position + 2] & 0xff) << 8)
                | (bytes[position + 3] & 0xff);
        position += 4;
        return value;
    }

    private long longBits() {
        long high = intBits();
        return (high << 32) | (intBits() & 0xffff_ffffL);
    }

    private void require(int count) {
        if (count > end - position) {
            throw problem(count + " more bytes are needed, " + (end - position) + " are there");
        }
    }

    private AmqpDecodeException unknown(int code) {
        return problem("No AMQP type has the code 0x" + Integer.toHexString(code));
    }

    private AmqpDecodeException problem(String what) {
        return new AmqpDecodeException(what, position);
    }
}
