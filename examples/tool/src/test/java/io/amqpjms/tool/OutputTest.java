package io.amqpjms.tool;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import org.junit.jupiter.api.Test;

class OutputTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void utf8TakesEveryCharacter() {
        PrintWriter out = Output.to(written, UTF_8);
        out.print("grün € 𝄞");
        assertThat(out.checkError()).isFalse();
        assertThat(written.toString(UTF_8)).isEqualTo("grün € 𝄞");
    }

    @Test
    void characterThatTheCharsetLacksIsAnErrorAndNoQuestionMark() {
        PrintWriter out = Output.to(written, US_ASCII);
        out.print("grün");
        assertThat(out.checkError()).isTrue();
        assertThat(written.toString(US_ASCII)).doesNotContain("?");
    }
}
