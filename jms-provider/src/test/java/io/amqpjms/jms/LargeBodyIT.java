package io.amqpjms.jms;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.ChildJvm;
import io.amqpjms.engine.testing.EmbeddedBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Bodies of 10 MB, each side in a JVM whose heap has room for less than three of them beside an idle client. */
class LargeBodyIT {
    private static final int BODY = 10_000_000;
    /** What a process needs whose connection has nothing to do, classes and JVM included. */
    private static final int IDLE = 10_000_000;

    private static final int HEAP_MB = (IDLE + 5 * BODY / 2) >> 20;
    private static final String QUEUE = "large";

    @RegisterExtension
    static final EmbeddedBroker BROKER = new EmbeddedBroker();

    @TempDir
    Path directory;

    @Test
    void aBodyIsSentAndReceivedInTwoAndAHalfTimesItsSize() throws Exception {
        assertThat(inSmallHeap(BROKER.uri().toString(), QUEUE, String.valueOf(BODY)))
                .isEqualTo(BODY);
        assertThat(inSmallHeap(BROKER.uri().toString(), QUEUE)).isEqualTo(BODY);
    }

    private int inSmallHeap(String... arguments) throws IOException, InterruptedException {
        List<String> options = List.of("-Xmx" + HEAP_MB + "m", "-Xmn2m", "-XX:+UseSerialGC");
        Path log = directory.resolve("log");
        Process process = ChildJvm.of(options, LargeBodyMain.class, arguments)
                .redirectError(log.toFile())
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        return Integer.parseInt(said);
    }
}
