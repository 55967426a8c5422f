package io.amqpjms.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.amqpjms.engine.message.UnsignedLong;
import java.math.BigInteger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Maps as applications see them. */
class ValueMappingTest {

    private static final int HASH = 12_345;

    /** Half of the keys become Long, half BigInteger if each goes by itself, all with the same hash code. */
    private static Map<UnsignedLong, Integer> keysOfOneHash(int pairs) {
        Map<UnsignedLong, Integer> map = new LinkedHashMap<>();
        for (int i = 1; i <= pairs; i++) {
            int high = 0x8000_0000 + i;
            map.put(ulong(i, i ^ HASH), i);
            map.put(ulong(high, HASH - 31 * high), -i);
        }
        return map;
    }

    private static UnsignedLong ulong(int high, int low) {
        return UnsignedLong.valueOf(((long) high << 32) | (low & 0xffff_ffffL));
    }

    @Test
    void mapWhoseKeysWereChosenToHaveOneHashIsConvertedInGoodTime() {
        Map<UnsignedLong, Integer> map = keysOfOneHash(50_000);

        Map<?, ?> converted =
                assertTimeoutPreemptively(Duration.ofSeconds(5), () -> (Map<?, ?>) ValueMapping.toJava(map));

        assertThat(converted).hasSameSizeAs(map);
        assertThat((Object) converted.get(ulong(7, 7 ^ HASH).bigIntegerValue())).isEqualTo(7);
    }

    @Test
    void ulongKeysAreLongsAsFarAsTheyCanBe() {
        Map<Object, Object> map = new LinkedHashMap<>();
        Map<Object, Object> expected = new LinkedHashMap<>();
        for (long i = 0; i < 1000; i++) {
            map.put(UnsignedLong.valueOf(i), i);
            map.put(UnsignedLong.valueOf(-1 - i), i);
            expected.put(i, i);
            expected.put(new BigInteger(Long.toUnsignedString(-1 - i)), i);
        }

        assertThat(ValueMapping.toJava(map)).isEqualTo(expected);
    }

    @Test
    void ulongKeysOfOneHashAreLongsIfNoneIsLarger() {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < 1000; i++) {
            map.put(ulong(i, i), i);
        }

        assertThat(((Map<?, ?>) ValueMapping.toJava(map)).keySet()).allMatch(Long.class::isInstance);
    }

    @Test
    void keysThatAreTheSameInJavaStayDifferent() {
        Map<Object, Object> map = new LinkedHashMap<>();
        map.put(1L, "a");
        map.put("UnsignedLong:1", "b");
        map.put(UnsignedLong.valueOf(1), "c");

        assertThat(ValueMapping.toJava(map))
                .isEqualTo(Map.of(1L, "a", "UnsignedLong:1", "b", "UnsignedLong:UnsignedLong:1", "c"));
    }
}
