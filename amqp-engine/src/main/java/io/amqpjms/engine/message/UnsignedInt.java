package io.amqpjms.engine.message;

import org.jspecify.annotations.Nullable;

/** An AMQP uint (AMQP 1.0 §1.6.5), 0 to 4294967295. Immutable. */
public final class UnsignedInt extends Number implements Comparable<UnsignedInt> {
    private static final long serialVersionUID = 1L;
    private static final long MAX = 4_294_967_295L;

    private final long value;

    private UnsignedInt(long value) {
        this.value = value;
    }

    /**
     * The value as this type.
     *
     * @throws IllegalArgumentException if it is negative or too large
     */
    public static UnsignedInt valueOf(long value) {
        if (value < 0 || value > MAX) {
            throw new IllegalArgumentException("A uint must be from 0 to " + MAX + ", but is " + value);
        }
        return new UnsignedInt(value);
    }

    /**
     * The decimal number as this type.
     *
     * @throws NumberFormatException if it is not a number from 0 to 4294967295
     */
    public static UnsignedInt parse(String decimal) {
        long parsed = Long.parseLong(decimal);
        if (parsed < 0 || parsed > MAX) {
            throw new NumberFormatException("A uint must be from 0 to " + MAX + ", but is " + decimal);
        }
        return new UnsignedInt(parsed);
    }

    @Override
    public int intValue() {
        return (int) value;
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
    public int compareTo(UnsignedInt other) {
        return Long.compare(value, other.value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UnsignedInt number && number.value == value;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
