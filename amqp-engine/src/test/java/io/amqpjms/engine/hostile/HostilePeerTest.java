package io.amqpjms.engine.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.testing.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a peer sends, the connection or the link ends with an error, in a heap of 64 MB. */
class HostilePeerTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "garbage, ConnectionFailed",
        "huge-frame, ConnectionFailed",
        "deep-nesting, ConnectionFailed",
        "endless-delivery, LinkFailed",
        "tiny-transfers, ConnectionFailed"
    })
    void endsWithAnErrorInASmallHeap(String kind, String failure) throws Exception {
        Path output = directory.resolve("output");
        Process child = ChildJvm.of(
                        List.of("-Xmx64m", "-XX:+ExitOnOutOfMemoryError", "-Dio.netty.maxDirectMemory=33554432"),
                        HostileMain.class,
                        kind)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = child.waitFor(50, TimeUnit.SECONDS);
        child.destroyForcibly();
        assertThat(ended).isTrue();
        assertThat(Files.readString(output, UTF_8)).contains(kind + ": " + failure);
        assertThat(child.exitValue()).isZero();
    }
}
