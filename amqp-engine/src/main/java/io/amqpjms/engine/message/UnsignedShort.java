package io.amqpjms.engine.message;

import org.jspecify.annotations.Nullable;

/** An AMQP ushort (AMQP 1.0 §1.6.4), 0 to 65535. Immutable. */
public final class UnsignedShort extends Number implements Comparable<UnsignedShort> {
    private static final long serialVersionUID = 1L;
    private static final int MAX = 65_535;

    private final int value;

    private UnsignedShort(int value) {
        this.value = value;
    }

    /**
     * The value as this type.
     *
     * @throws IllegalArgumentException if it is negative or too large
     */
    public static UnsignedShort valueOf(int value) {
        if (value < 0 || value > MAX) {
            throw new IllegalArgumentException("A ushort must be from 0 to " + MAX + ", but is " + value);
        }
        return new UnsignedShort(value);
    }

    /**
     * The decimal number as this type.
     *
     * @throws NumberFormatException if it is not a number from 0 to 65535
     */
    public static UnsignedShort parse(String decimal) {
        int parsed = Integer.parseInt(decimal);
        if (parsed < 0 || parsed > MAX) {
            throw new NumberFormatException("A ushort must be from 0 to " + MAX + ", but is " + decimal);
        }
        return new UnsignedShort(parsed);
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
    public int compareTo(UnsignedShort other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UnsignedShort number && number.value == value;
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
