package io.amqpjms.engine.message;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** An AMQP ulong (AMQP 1.0 §1.6.6), 0 to 18446744073709551615. Immutable. */
public final class UnsignedLong extends Number implements Comparable<UnsignedLong> {
    private static final long serialVersionUID = 1L;

    private final long bits;

    private UnsignedLong(long bits) {
        this.bits = bits;
    }

    /** The 64 bits read as an unsigned number; a negative argument is one above {@link Long#MAX_VALUE}. */
    public static UnsignedLong valueOf(long bits) {
        return new UnsignedLong(bits);
    }

    /**
     * The value as this type.
     *
     * @throws IllegalArgumentException if it is negative or needs more than 64 bits
     */
    public static UnsignedLong valueOf(BigInteger value) {
        if (value.signum() < 0 || value.bitLength() > 64) {
            throw new IllegalArgumentException("A ulong must be from 0 to 18446744073709551615, but is " + value);
        }
        return new UnsignedLong(value.longValue());
    }

    /**
     * The decimal number as this type.
     *
     * @throws NumberFormatException if it is not a number from 0 to 18446744073709551615
     */
    public static UnsignedLong parse(String decimal) {
        return new UnsignedLong(Long.parseUnsignedLong(decimal));
    }

    /** The exact value. */
    public BigInteger bigIntegerValue() {
        return new BigInteger(Long.toUnsignedString(bits));
    }

    @Override
    public int intValue() {
        return (int) bits;
    }

    /** The 64 bits; negative for values above {@link Long#MAX_VALUE}. */
    @Override
    public long longValue() {
        return bits;
    }

    @Override
    public float floatValue() {
        return bigIntegerValue().floatValue();
    }

    @Override
    public double doubleValue() {
        return bigIntegerValue().doubleValue();
    }

    @Override
    public int compareTo(UnsignedLong other) {
        return Long.compareUnsigned(bits, other.bits);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UnsignedLong number && number.bits == bits;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(bits);
    }

    @Override
    public String toString() {
        return Long.toUnsignedString(bits);
    }
}
