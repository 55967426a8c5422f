package io.amqpjms.jms.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.ChildJvm;
import io.amqpjms.engine.testing.EmbeddedBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The OpenTelemetry Java agent beside an application on this provider: what it writes of {@link WatchedProgram}. */
class OpenTelemetryAgentIT {
    private static final Path AGENT = Path.of("target", "agent", "opentelemetry-javaagent.jar");
    private static final long PATIENCE_SECONDS = 50;
    private static final Pattern SPAN =
            Pattern.compile("'(\\S+) (publish|receive|process)' : (\\p{XDigit}{32}) (\\p{XDigit}{16}) ([A-Z]+) ");

    @RegisterExtension
    static final EmbeddedBroker broker = new EmbeddedBroker();

    @TempDir
    static Path directory;

    private static String output = "";

    @BeforeAll
    static void runTheProgramWithTheAgent() throws Exception {
        Path log = directory.resolve("output");
        Process program = ChildJvm.of(
                        List.of(
                                "-Xmx256m",
                                "-javaagent:" + AGENT.toAbsolutePath(),
                                "-Dotel.traces.exporter=console",
                                "-Dotel.metrics.exporter=none",
                                "-Dotel.logs.exporter=none"),
                        WatchedProgram.class,
                        broker.uri().toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(program.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("the program ends")
                    .isTrue();
        } finally {
            program.destroyForcibly();
            output = Files.readString(log);
        }
        assertThat(program.exitValue()).as(output).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic.receive", "classic.listen", "context.receive", "context.listen"})
    void messageCarriesTheTraceOfItsOneSend(String queue) {
        Span send = only(queue, "publish");
        assertThat(send.kind()).isEqualTo("PRODUCER");
        assertThat(output).contains(WatchedProgram.FOUND + queue + " 00-" + send.trace() + "-" + send.id() + "-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic.receive", "context.receive", "context.body"})
    void receiveIsSeenOnceInTheTraceOfTheSend(String queue) {
        Span receive = only(queue, "receive");
        assertThat(receive.kind()).isEqualTo("CONSUMER");
        assertThat(receive.trace()).isEqualTo(only(queue, "publish").trace());
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic.listen", "context.listen"})
    void listenerCallIsSeenOnceInTheTraceOfTheSend(String queue) {
        Span process = only(queue, "process");
        assertThat(process.kind()).isEqualTo("CONSUMER");
        assertThat(process.trace()).isEqualTo(only(queue, "publish").trace());
    }

    private static Span only(String queue, String operation) {
        List<Span> spans = SPAN.matcher(output)
                .results()
                .map(found -> new Span(found.group(1), found.group(2), found.group(3), found.group(4), found.group(5)))
                .filter(span -> span.queue().equals(queue) && span.operation().equals(operation))
                .toList();
        assertThat(spans).as("spans of %s %s in:%n%s", queue, operation, output).hasSize(1);
        return spans.get(0);
    }

    /** A span as the agent's console exporter writes it. */
    private record Span(String queue, String operation, String trace, String id, String kind) {}
}
