package io.amqpjms.engine.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.apache.qpid.proton.codec.ReadableBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimedSizeTest {
    @ParameterizedTest
    @CsvSource({
        "005375b0000186a001, 100008",
        "00537045 005375a0ff01, 264",
        "005370c0020142 005374d1000010000000000000, 4111",
        "005377b10000000a01, 18",
        "005377a1ff, 260",
        "005375b0ffffffff01, 4294967303",
    })
    void sectionThatIsNotAllThereTellsWhereItEnds(String hex, long size) {
        assertThat(ClaimedSize.of(bytes(hex))).isEqualTo(size);
    }

    @ParameterizedTest
    @CsvSource({
        "00537045",
        "005375b00001",
        "005375",
        "''",
        "010203040506",
        "0080000000000000007045",
        "005377710000000a",
        "005375a00101",
    })
    void whatDoesNotTellIsZero(String hex) {
        assertThat(ClaimedSize.of(bytes(hex))).isZero();
    }

    private static ReadableBuffer bytes(String hex) {
        return ReadableBuffer.ByteBufferReader.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    }
}
