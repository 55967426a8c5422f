package io.amqpjms.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.message.Decimal128;
import io.amqpjms.engine.message.Decimal32;
import io.amqpjms.engine.message.Decimal64;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** IEEE 754-2008 decimals in the binary integer encoding. */
class DecimalsTest {

    @ParameterizedTest
    @CsvSource({
        "32800001,1",
        "B2800001,-1",
        "3200000F,1.5",
        "32000000,0.0",
        "3101B7A4,1.12548E+2",
        "77F8967F,9.999999E+96",
        "6CB8967F,9999999",
        "00000001,1E-101"
    })
    void decimal32IsRead(String bits, BigDecimal expected) {
        assertThat(Decimals.toNumber(new Decimal32(Integer.parseUnsignedInt(bits, 16))))
                .isInstanceOfSatisfying(
                        BigDecimal.class, read -> assertThat(read).isEqualByComparingTo(expected));
    }

    @ParameterizedTest
    @CsvSource({"31C0000000000001,1", "B1A000000000000F,-1.5", "6C7386F26FC0FFFF,9999999999999999"})
    void decimal64IsRead(String bits, BigDecimal expected) {
        assertThat(Decimals.toNumber(new Decimal64(Long.parseUnsignedLong(bits, 16))))
                .isInstanceOfSatisfying(
                        BigDecimal.class, read -> assertThat(read).isEqualByComparingTo(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "1",
                "-1.5",
                "1E+10",
                "1E-6176",
                "9999999999999999999999999999999999E+6111",
                "-1234567890123456789012345678901234",
                "1.10",
                "0E-5"
            })
    void decimal128KeepsValueAndScale(String text) {
        BigDecimal value = new BigDecimal(text);

        Decimal128 encoded = Decimals.toDecimal128(value);

        assertThat(encoded).isNotNull();
        assertThat(Decimals.toNumber(encoded)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678901234567890123456789012345", "1E+6112", "1E-6177"})
    void whatDecimal128CannotHoldHasNone(String text) {
        assertThat(Decimals.toDecimal128(new BigDecimal(text))).isNull();
    }

    @Test
    void whatIsNoNumberIsSaidByADouble() {
        assertThat(Decimals.toNumber(new Decimal32(0x7C000000))).isEqualTo(Double.NaN);
        assertThat(Decimals.toNumber(new Decimal32(0x78000000))).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Decimals.toNumber(new Decimal64(0xF800000000000000L))).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Decimals.toNumber(new Decimal128(0x7800000000000000L, 0))).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void coefficientBeyondThePrecisionCountsAsZero() {
        Decimal128 beyond = new Decimal128(0x6000000000000000L, 1);

        assertThat((BigDecimal) Decimals.toNumber(beyond)).isEqualByComparingTo(BigDecimal.ZERO);
    }

    @Test
    void otherValuesAreNoDecimals() {
        assertThat(Decimals.toNumber("1")).isNull();
    }
}
