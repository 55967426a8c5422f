package io.amqpjms.engine.message;

import org.jspecify.annotations.Nullable;

/** An AMQP ubyte (AMQP 1.0 §1.6.3), 0 to 255. Immutable. */
public final class UnsignedByte extends Number implements Comparable<UnsignedByte> {
    private static final long serialVersionUID = 1L;
    private static final int MAX = 255;

    private final int value;

    private UnsignedByte(int value) {
        this.value = value;
    }

    /**
     * The value as this type.
     *
     * @throws IllegalArgumentException if it is negative or too large
     */
    public static UnsignedByte valueOf(int value) {
        if (value < 0 || value > MAX) {
            throw new IllegalArgumentException("A ubyte must be from 0 to " + MAX + ", but is " + value);
        }
        return new UnsignedByte(value);
    }

    /**
     * The decimal number as this type.
     *
     * @throws NumberFormatException if it is not a number from 0 to 255
     */
    public static UnsignedByte parse(String decimal) {
        int parsed = Integer.parseInt(decimal);
        if (parsed < 0 || parsed > MAX) {
            throw new NumberFormatException("A ubyte must be from 0 to " + MAX + ", but is " + decimal);
        }
        return new UnsignedByte(parsed);
    }

    @Override
    public int intValue() {
        return value;
    }

    @Override
    public long longValue() {
        return value;
    }

    @Override
    public float floatValue() {
        return value;
    }

    @Override
    public double doubleValue() {
        return value;
    }

    @Override
    public int compareTo(UnsignedByte other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UnsignedByte number && number.value == value;
    }

    @Override
    public int hashCode() {
        return Integer.hashCode(value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}
