package io.amqpjms.engine.message;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** AMQP binary data (AMQP 1.0 §1.6.19): a slice of an array that is not copied, and must not change. */
public final class Binary implements Serializable, Comparable<Binary> {
    private static final long serialVersionUID = 1L;

    private final byte[] array;
    private final int offset;
    private final int length;

    private Binary(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /** All of the array, which is not copied. */
    public static Binary of(byte[] array) {
        return new Binary(array, 0, array.length);
    }

    /**
     * Part of the array, which is not copied.
     *
     * @throws IndexOutOfBoundsException if the part is not within the array
     */
    public static Binary of(byte[] array, int offset, int length) {
        if (offset < 0 || length < 0 || offset > array.length - length) {
            throw new IndexOutOfBoundsException(
                    "No " + length + " bytes from " + offset + " in an array of " + array.length);
        }
        return new Binary(array, offset, length);
    }

    /** The number of bytes. */
    public int length() {
        return length;
    }

    /** A copy of the bytes. */
    public byte[] toByteArray() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    /** A read-only view of the bytes. */
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(array, offset, length).slice().asReadOnlyBuffer();
    }

    /** Copies the bytes to a place in another array. */
    void copyTo(byte[] target, int at) {
        System.arraycopy(array, offset, target, at, length);
    }

    /** What is serialized has nothing of the array around it. */
    private Object writeReplace() {
        return length == array.length ? this : of(toByteArray());
    }

    /** By the bytes, taken as unsigned; a prefix comes first. Keys of equal hash stay quick to find by it. */
    @Override
    public int compareTo(Binary other) {
        return Arrays.compareUnsigned(
                array, offset, offset + length, other.array, other.offset, other.offset + other.length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Binary binary
                && Arrays.equals(
                        array, offset, offset + length, binary.array, binary.offset, binary.offset + binary.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + array[i];
        }
        return hash;
    }

    /** The length only: the content may be secret, and long. */
    @Override
    public String toString() {
        return "Binary[" + length + " bytes]";
    }
}
