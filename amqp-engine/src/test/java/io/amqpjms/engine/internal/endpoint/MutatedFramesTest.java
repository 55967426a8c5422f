package io.amqpjms.engine.internal.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The frames of a server with bytes changed, logins included: whatever comes, the line ends with a failure that is told, at once,
 * and in a heap of 64 MB. The number of inputs is the system property {@code fuzz.mutants}; {@code mvn verify -Pfuzz} takes ten
 * million.
 */
class MutatedFramesTest {
    private static final String INPUTS = System.getProperty("fuzz.mutants", "20000");
    private static final String SEED = System.getProperty("fuzz.seed", "20261123");

    @TempDir
    Path directory;

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void noFrameOfAStrangerDoesMoreThanEndTheLine() throws Exception {
        Path output = directory.resolve("output");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FuzzMain.class.getName(),
                        INPUTS,
                        SEED)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = child.waitFor(110, TimeUnit.MINUTES);
        child.destroyForcibly().waitFor();
        String said = Files.readString(output, UTF_8);
        System.out.print(said);
        assertThat(ended).isTrue();
        assertThat(child.exitValue()).as(said).isZero();
        assertThat(said).contains("inputs in");
    }
}
