package io.amqpjms.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A run of the tool in this process, and what came of it. */
record Run(int exitCode, String out, String err) {

    static Run of(String... arguments) {
        return with("", Map.of(), arguments);
    }

    static Run with(String input, Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        int exitCode = Tool.commandLine(new Surroundings(in, environment, false))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Run(exitCode, out.toString(), err.toString());
    }

    /** Itself, if this was the exit code. */
    Run ending(int expected) {
        assertThat(exitCode).as(out + err).isEqualTo(expected);
        return this;
    }

    /** What was printed by a run that went well and complained of nothing. */
    String printed() {
        ending(0);
        assertThat(err).isEmpty();
        return out;
    }
}
