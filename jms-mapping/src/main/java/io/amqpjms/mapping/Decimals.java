package io.amqpjms.mapping;

import io.amqpjms.engine.message.Decimal128;
import io.amqpjms.engine.message.Decimal32;
import io.amqpjms.engine.message.Decimal64;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * AMQP's decimals, which are IEEE 754-2008 numbers in the binary integer encoding (AMQP 1.0 §1.6.13 to §1.6.15), as
 * Java's. Stateless.
 */
final class Decimals {

    private static final long TWO_FORMS = 0b11;
    private static final int BIAS_128 = 6176;
    private static final int LARGEST_BIASED_128 = 12287;
    private static final BigInteger LARGEST_32 = BigInteger.TEN.pow(7).subtract(BigInteger.ONE);
    private static final BigInteger LARGEST_64 = BigInteger.TEN.pow(16).subtract(BigInteger.ONE);
    private static final BigInteger LARGEST_128 = BigInteger.TEN.pow(34).subtract(BigInteger.ONE);

    private Decimals() {}

    /** The {@link BigDecimal}, or the {@link Double} for what no BigDecimal can be; null when it is no decimal. */
    static @Nullable Number toNumber(Object value) {
        if (value instanceof Decimal32 decimal) {
            return narrow(((long) decimal.bits()) << 32, 8, 101, LARGEST_32, 23);
        }
        if (value instanceof Decimal64 decimal) {
            return narrow(decimal.bits(), 10, 398, LARGEST_64, 53);
        }
        return value instanceof Decimal128 decimal ? wide(decimal) : null;
    }

    /** The decimal128 of exactly this value, null when there is none. */
    static @Nullable Decimal128 toDecimal128(BigDecimal value) {
        BigInteger coefficient = value.unscaledValue().abs();
        long biased = (long) BIAS_128 - value.scale();
        if (coefficient.compareTo(LARGEST_128) > 0 || biased < 0 || biased > LARGEST_BIASED_128) {
            return null;
        }
        long sign = value.signum() < 0 ? Long.MIN_VALUE : 0;
        long high = coefficient.shiftRight(64).longValue();
        return new Decimal128(sign | (biased << 49) | high, coefficient.longValue());
    }

    /** A decimal in the upper bits of a long: sign, exponent, and a coefficient of so many bits in its plain form. */
    private static Number narrow(long bits, int exponentBits, int bias, BigInteger largest, int coefficientBits) {
        Double special = special(bits);
        if (special != null) {
            return special;
        }
        boolean shifted = ((bits >>> 61) & TWO_FORMS) == TWO_FORMS;
        int skipped = shifted ? 3 : 1;
        long biased = (bits << skipped) >>> (64 - exponentBits);
        int above = skipped + exponentBits;
        int unused = 64 - 1 - exponentBits - coefficientBits;
        long coefficient = (bits << above) >>> above >>> unused;
        if (shifted) {
            coefficient |= 1L << coefficientBits;
        }
        return number(bits < 0, BigInteger.valueOf(coefficient), largest, biased - bias);
    }

    private static Number wide(Decimal128 decimal) {
        long high = decimal.high();
        Double special = special(high);
        if (special != null) {
            return special;
        }
        if (((high >>> 61) & TWO_FORMS) == TWO_FORMS) {
            // The other form holds only coefficients beyond 34 digits, which count as zero.
            return number(high < 0, BigInteger.ZERO, LARGEST_128, ((high << 3) >>> 50) - BIAS_128);
        }
        BigInteger coefficient = BigInteger.valueOf(high & 0x1_FFFF_FFFF_FFFFL)
                .shiftLeft(64)
                .or(new BigInteger(Long.toUnsignedString(decimal.low())));
        return number(high < 0, coefficient, LARGEST_128, ((high << 1) >>> 50) - BIAS_128);
    }

    private static BigDecimal number(boolean negative, BigInteger coefficient, BigInteger largest, long exponent) {
        BigInteger canonical = coefficient.compareTo(largest) > 0 ? BigInteger.ZERO : coefficient;
        return new BigDecimal(negative ? canonical.negate() : canonical, (int) -exponent);
    }

    private static @Nullable Double special(long bits) {
        long combination = (bits >>> 58) & 0b11111;
        if (combination == 0b11111) {
            return Double.NaN;
        }
        if (combination == 0b11110) {
            return bits < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return null;
    }
}
