package io.amqpjms.jms.architecture;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Habits that only the source text shows: they are gone from the class files. */
class SourceRulesTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final int LONGEST_FILE = 400;

    private static final Pattern SYNCHRONIZED = Pattern.compile("\\bsynchronized\\b");
    private static final Pattern TODO = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");
    private static final Pattern SLEEP = Pattern.compile("\\bThread\\.sleep\\(|TimeUnit\\.\\w+\\.sleep\\(");
    private static final Pattern DISABLED = Pattern.compile("@Disabled\\b");

    @Test
    void mainCodeIsNeverSynchronized() {
        assertThat(offenders(sources("main"), SYNCHRONIZED)).isEmpty();
    }

    @Test
    void nothingIsLeftToDo() {
        assertThat(offenders(sources("main"), TODO)).isEmpty();
    }

    @Test
    void testsNeitherSleepNorStepAside() {
        List<Path> tests = sources("test").stream()
                .filter(file -> !file.toString().contains("architecture"))
                .toList();
        assertThat(offenders(tests, SLEEP)).isEmpty();
        assertThat(offenders(tests, DISABLED)).isEmpty();
    }

    @Test
    void filesAreShortEnoughToReadAtOnce() {
        List<Path> all = Stream.of("main", "test")
                .flatMap(kind -> sources(kind).stream())
                .toList();
        assertThat(all)
                .allSatisfy(file -> assertThat(codeOf(file).lines().filter(line -> !line.isBlank()))
                        .as("code lines of %s", ROOT.relativize(file))
                        .hasSizeLessThanOrEqualTo(LONGEST_FILE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    synchronized (lock) {     | true
                    // synchronized (lock) {  | false
                    /* a synchronized one */  | false
                    boolean synchronizedNow;  | false
                    """)
    void onlyCodeCounts(String line, boolean offence) {
        assertThat(SYNCHRONIZED.matcher(withoutComments(line)).find()).isEqualTo(offence);
    }

    private static List<String> offenders(List<Path> files, Pattern pattern) {
        assertThat(files).isNotEmpty();
        return files.stream()
                .filter(file -> pattern.matcher(pattern == TODO ? textOf(file) : codeOf(file))
                        .find())
                .map(file -> ROOT.relativize(file).toString())
                .toList();
    }

    private static List<Path> sources(String kind) {
        try (Stream<Path> modules = Files.walk(ROOT, 2)) {
            return modules.map(module -> module.resolve("src").resolve(kind).resolve("java"))
                    .filter(Files::isDirectory)
                    .flatMap(SourceRulesTest::javaFiles)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("list the modules in " + ROOT, e);
        }
    }

    private static Stream<Path> javaFiles(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("list the sources in " + directory, e);
        }
    }

    private static String codeOf(Path file) {
        return withoutComments(textOf(file));
    }

    private static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("read " + file, e);
        }
    }

    // Good enough for our own sources: a line comment ends its line, a block comment may span many.
    private static String withoutComments(String text) {
        String withoutBlocks =
                Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL).matcher(text).replaceAll("");
        return withoutBlocks.lines().map(line -> line.replaceFirst("//.*", "")).collect(joining("\n"));
    }
}
