package io.amqpjms.jms.internal.selector;

/** The ranges of numeric literals: those of Java's long and double. JMS 3.1 §3.8.1.1. */
final class Numerals {
    private Numerals() {}

    /** Whether the literal is in range and has only digits of its radix; a sign before it widens the range by one. */
    static boolean isExact(String literal, boolean negative) {
        String digits = literal.replaceFirst("[lL]$", "");
        try {
            if (digits.startsWith("0x") || digits.startsWith("0X")) {
                Long.parseUnsignedLong(digits.substring(2), 16);
            } else if (digits.length() > 1 && digits.startsWith("0")) {
                Long.parseUnsignedLong(digits, 8);
            } else {
                Long.parseLong(negative ? '-' + digits : digits);
            }
            return true;
        } catch (NumberFormatException outOfRangeOrRadix) {
            return false;
        }
    }

    static boolean isApproximate(String literal) {
        return !Double.isInfinite(Double.parseDouble(literal));
    }
}
