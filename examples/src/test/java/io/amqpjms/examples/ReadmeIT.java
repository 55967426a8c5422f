package io.amqpjms.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps the README honest: its program is compiled and run, and its commands are the ones the checks run. */
class ReadmeIT {

    private static final Path README = Path.of("..", "README.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

    @Test
    void javaOfTheReadmeRuns(@TempDir Path directory) throws Exception {
        Path source = Files.writeString(directory.resolve("Orders.java"), theOnly("java"));
        try (InProcessBroker broker = InProcessBroker.start()) {
            Process program = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            source.toString(),
                            broker.url())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String printed = new String(program.getInputStream().readAllBytes(), UTF_8);
            assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(printed).isEqualTo("1 kg of apples\n");
        }
    }

    @Test
    void dependencyOfTheReadmeIsThisVersion() throws IOException {
        String version = between(Files.readString(Path.of("pom.xml")), "<version>", "</version>");
        assertThat(theOnly("xml"))
                .contains("<artifactId>jms-provider</artifactId>", "<version>" + version + "</version>");
    }

    @Test
    void commandsOfTheReadmeAreTheOnesThatTheChecksRun() throws IOException {
        assertThat(blocks("sh"))
                .containsExactly(
                        "mvn -q compile -pl examples -am -Prun\n",
                        "mvn verify\n",
                        "mvn -q install -pl jms-provider -am -DskipTests -DskipITs\n");
    }

    private static String theOnly(String language) throws IOException {
        assertThat(blocks(language)).hasSize(1);
        return blocks(language).get(0);
    }

    private static String between(String text, String before, String after) {
        int begin = text.indexOf(before) + before.length();
        return text.substring(begin, text.indexOf(after, begin));
    }

    private static List<String> blocks(String language) throws IOException {
        Matcher matcher = BLOCK.matcher(Files.readString(README));
        return matcher.results()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }
}
