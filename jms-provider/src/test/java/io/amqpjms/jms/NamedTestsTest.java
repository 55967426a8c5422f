package io.amqpjms.jms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages that name the test of what they say: each of these tests is there. */
class NamedTestsTest {
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");

    @ParameterizedTest
    @CsvSource({"SECURITY-GUIDE.md, 15", "RELIABILITY.md, 40", "BROKERS.md, 15", "OBSERVABILITY.md, 3"})
    void everyTestThatIsNamedIsThere(String page, int atLeast) throws IOException {
        List<MatchResult> named = TEST.matcher(Files.readString(Path.of("../docs", page)))
                .results()
                .toList();
        assertThat(named).hasSizeGreaterThanOrEqualTo(atLeast);
        for (MatchResult test : named) {
            assertThat(sources(test.group(1)))
                    .as(test.group())
                    .anySatisfy(source -> assertThat(source).contains("void " + test.group(2) + "("));
        }
    }

    private static List<String> sources(String testClass) throws IOException {
        List<Path> found;
        try (Stream<Path> modules = Stream.of(
                        "amqp-engine",
                        "jms-mapping",
                        "jms-provider",
                        "jms-provider/micrometer",
                        "jms-provider/opentelemetry")
                .map(module -> Path.of("..", module, "src", "test", "java"))) {
            found = modules.flatMap(NamedTestsTest::files)
                    .filter(file -> file.endsWith(testClass + ".java"))
                    .toList();
        }
        return found.stream().map(NamedTestsTest::text).toList();
    }

    private static Stream<Path> files(Path root) {
        try (Stream<Path> all = Files.walk(root)) {
            return all.toList().stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
