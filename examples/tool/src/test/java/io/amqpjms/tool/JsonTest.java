package io.amqpjms.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type that a body may have, as JSON. */
class JsonTest {

    @SuppressWarnings("JavaUtilDate") // What a timestamp is to JMS.
    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(null, "null"),
                Arguments.of(true, "true"),
                Arguments.of((byte) -1, "-1"),
                Arguments.of(Long.MIN_VALUE, "-9223372036854775808"),
                Arguments.of(new BigInteger("18446744073709551615"), "18446744073709551615"),
                Arguments.of(new BigDecimal("12.50"), "12.50"),
                Arguments.of(new BigDecimal("1E+6111"), "1E+6111"),
                Arguments.of(0.5, "0.5"),
                Arguments.of(Double.NaN, "\"NaN\""),
                Arguments.of('x', "\"x\""),
                Arguments.of("a\"b", "\"a\\\"b\""),
                Arguments.of(new UUID(1, 2), "\"00000000-0000-0001-0000-000000000002\""),
                Arguments.of(Date.from(Instant.ofEpochMilli(5)), "\"1970-01-01T00:00:00.005Z\""),
                Arguments.of(new byte[] {'a', -1, 0}, "\"Yf8A\""),
                Arguments.of(List.of(1, List.of("a")), "[1,[\"a\"]]"),
                Arguments.of(new int[] {1, 2}, "[1,2]"),
                Arguments.of(new Object[] {"a", null}, "[\"a\",null]"),
                Arguments.of(Collections.singletonMap(7, null), "{\"7\":null}"),
                Arguments.of(Map.entry("d", 1), "{\"d\":1}"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void valueKeepsAllThatItSays(Object value, String json) {
        assertThat(Json.of(value)).isEqualTo(json);
    }
}
