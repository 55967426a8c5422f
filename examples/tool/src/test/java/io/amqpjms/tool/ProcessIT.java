package io.amqpjms.tool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.EmbeddedBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The tool as a process of its own, in an environment that knows ASCII alone. */
class ProcessIT {
    @RegisterExtension
    static final EmbeddedBroker broker = new EmbeddedBroker();

    private static String printedWithLangC(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Tool.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        process.environment().put("LC_ALL", "C");
        Process running = process.start();
        running.getOutputStream().close();
        String printed = new String(running.getInputStream().readAllBytes(), UTF_8);
        assertThat(running.waitFor()).as(printed).isZero();
        return printed;
    }

    @Test
    void whatIsNotAsciiGoesOutAsUtf8() throws Exception {
        String url = broker.uri().toString();
        Run.of("send", url, "bodies", "grün € 𝄞", "grün € 𝄞").printed();
        assertThat(printedWithLangC("receive", url, "bodies")).isEqualToIgnoringNewLines("grün € 𝄞");
        assertThat(printedWithLangC("receive", url, "bodies", "--json")).contains("\"body\":\"grün € 𝄞\"");
    }
}
