package io.amqpjms.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.TypeConversionException;

class PropertyTest {
    private final Property.Converter reader = new Property.Converter();

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("a=b", "b"),
                Arguments.of("a=", ""),
                Arguments.of("a=b=c:d", "b=c:d"),
                Arguments.of("a:string=1", "1"),
                Arguments.of("a:boolean=true", true),
                Arguments.of("a:byte=-1", (byte) -1),
                Arguments.of("a:short=2", (short) 2),
                Arguments.of("a:INT=3", 3),
                Arguments.of("a:long=4", 4L),
                Arguments.of("a:float=0.5", 0.5f),
                Arguments.of("a:double=0.25", 0.25));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueIsOfTheTypeNamed(String text, Object value) {
        assertThat(reader.convert(text)).isEqualTo(new Property("a", value));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            a              | write name=text
            =1             | write name=text
            a:int=five     | 'five' is no int
            a:byte=128     | '128' is no byte
            a:boolean=yes  | write true or false
            a:date=1       | string, boolean, byte
            """)
    void whatCannotBeReadIsExplained(String text, String told) {
        assertThatThrownBy(() -> reader.convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining(told);
    }

    @Test
    void textMayHaveSeveralLines() {
        assertThat(reader.convert("a=b\nc").value()).isEqualTo("b\nc");
    }
}
