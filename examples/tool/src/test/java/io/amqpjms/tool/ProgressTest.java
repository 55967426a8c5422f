package io.amqpjms.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final StringWriter said = new StringWriter();

    @Test
    void aTerminalSeesABarThatGrows() {
        Progress progress = new Progress(new PrintWriter(said), true, 200);
        progress.show(0);
        progress.show(100);
        progress.end(200);
        assertThat(said.toString().split("\r"))
                .containsExactly(
                        "",
                        "[" + " ".repeat(40) + "] 0/200",
                        "[" + "#".repeat(20) + " ".repeat(20) + "] 100/200",
                        "[" + "#".repeat(40) + "] 200/200" + System.lineSeparator());
    }

    @Test
    void othersSeeALineInTheEnd() {
        Progress progress = new Progress(new PrintWriter(said), false, 200);
        progress.show(100);
        assertThat(said.toString()).isEmpty();
        progress.end(200);
        assertThat(said.toString()).isEqualToIgnoringNewLines("200 of 200 messages received");
    }
}
