package io.amqpjms.engine.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program that feeds broken inputs, in a JVM of its own with a heap of 64 MB. How many is the system property {@code
 * fuzz.mutants}, and which {@code fuzz.seed}; {@code mvn verify -Pfuzz} takes ten million.
 */
public final class FuzzRun {
    private static final String INPUTS = System.getProperty("fuzz.mutants", "20000");
    private static final String SEED = System.getProperty("fuzz.seed", "20261123");

    private FuzzRun() {}

    /** Calls the program's main method with the number of inputs, the seed and the directory, and expects a good end. */
    public static void endsWell(Class<?> program, Path directory) throws Exception {
        Path output = directory.resolve("output");
        List<String> options = List.of("-Xmx64m", "-XX:+ExitOnOutOfMemoryError");
        Process child = ChildJvm.of(options, program, INPUTS, SEED, directory.toString())
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
