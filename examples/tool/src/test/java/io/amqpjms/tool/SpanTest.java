package io.amqpjms.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class SpanTest {
    @ParameterizedTest
    @CsvSource({"5,5000", "0.5,500", "500ms,500", "30s,30000", "1.5m,90000", "2h,7200000", "0,0"})
    void aTimeIsSecondsUnlessAUnitFollows(String text, long millis) {
        assertThat(new Span().convert(text)).hasMillis(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "-1", "5 s", "1d", "1e3", "1.", "99999999999"})
    void whatIsNoTimeIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> new Span().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("500ms");
    }
}
