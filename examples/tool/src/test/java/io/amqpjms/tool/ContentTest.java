package io.amqpjms.tool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class ContentTest {
    /** A command that has it. */
    @Command(name = "sending")
    private static final class Sending {
        @Mixin
        private final Content content = new Content();
    }

    private static Iterator<Object> lines(byte[] input) {
        Sending sending = new Sending();
        new CommandLine(sending).parseArgs("--lines");
        return sending.content.bodies(List.of(), new ByteArrayInputStream(input));
    }

    @Test
    void linesAreReadAsUtf8() {
        assertThat(lines("grün\r\n\n€ 𝄞".getBytes(UTF_8))).toIterable().containsExactly("grün", "", "€ 𝄞");
    }

    @Test
    void lineThatIsNoUtf8IsRefusedByItsNumber() {
        Iterator<Object> lines = lines(new byte[] {'a', '\n', 'b', (byte) 0xfc, '\n', 'c', '\n'});
        assertThat(lines.next()).isEqualTo("a");
        assertThatThrownBy(lines::next)
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("Line 2 of the standard input is no text in UTF-8");
    }
}
