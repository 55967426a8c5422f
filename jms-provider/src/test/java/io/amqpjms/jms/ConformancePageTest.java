package io.amqpjms.jms;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the table of CONFORMANCE.md against the API and against the tests of all modules. */
class ConformancePageTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern CODE = Pattern.compile("`([A-Za-z.]+)`");

    private final List<Row> rows = rows();

    private record Row(List<String> types, String methods, List<String> tests, String wire) {}

    @Test
    void everyTypeOfTheApiIsInTheTable() throws Exception {
        Set<String> listed = rows.stream().flatMap(row -> row.types().stream()).collect(Collectors.toSet());
        assertThat(listed).isEqualTo(types().map(Class::getSimpleName).collect(Collectors.toSet()));
    }

    @Test
    void everyMethodOfTheApiIsInTheTable() throws Exception {
        Map<String, Set<String>> listed = rows.stream()
                .filter(row -> row.types().size() == 1)
                .collect(Collectors.groupingBy(
                        row -> row.types().get(0),
                        Collectors.flatMapping(row -> codes(row.methods()).stream(), Collectors.toSet())));
        assertThat(types().filter(type -> hasMethodsToList(type)).toList())
                .isNotEmpty()
                .allSatisfy(type -> assertThat(listed.get(type.getSimpleName()))
                        .as(type.getSimpleName())
                        .isEqualTo(methods(type)));
    }

    @Test
    void everyTestOfTheTableExists() {
        Map<String, String> tests = testSources();
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.tests()).as("tests of %s", row.types()).isNotEmpty();
            assertThat(row.wire()).isNotBlank();
            assertThat(row.tests())
                    .allSatisfy(test -> assertThat(tests.getOrDefault(classOf(test), ""))
                            .as(test)
                            .contains("class " + classOf(test), methodOf(test)));
        });
    }

    private static boolean hasMethodsToList(Class<?> type) {
        return !Throwable.class.isAssignableFrom(type)
                && !type.isAnnotation()
                && !type.getSimpleName().startsWith("XA");
    }

    private static Set<String> methods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Class<?>> types() throws IOException, URISyntaxException {
        Path api = Path.of(Connection.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (JarFile jar = new JarFile(api.toFile())) {
            return jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.matches("jakarta/jms/\\w+\\.class"))
                    .<Class<?>>map(name -> load(name.replace('/', '.').replaceFirst("\\.class$", "")))
                    .toList()
                    .stream();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException missing) {
            throw new AssertionError("load " + name, missing);
        }
    }

    private static List<Row> rows() {
        try (Stream<String> lines = Files.lines(ROOT.resolve("docs").resolve("CONFORMANCE.md"))) {
            return lines.dropWhile(line -> !line.startsWith("| Type |"))
                    .skip(2)
                    .takeWhile(line -> line.startsWith("|"))
                    .map(line -> line.split("\\|"))
                    .map(cells -> new Row(codes(cells[1]), cells[2], codes(cells[3]), cells[4]))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("read the page", failure);
        }
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static Map<String, String> testSources() {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.map(module -> module.resolve("src").resolve("test").resolve("java"))
                    .filter(Files::isDirectory)
                    .flatMap(ConformancePageTest::testsBelow)
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            ConformancePageTest::textOf,
                            String::concat));
        } catch (IOException failure) {
            throw new UncheckedIOException("list the modules", failure);
        }
    }

    private static Stream<Path> testsBelow(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().matches(".*(Test|IT)\\.java")).toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException("list the tests below " + directory, failure);
        }
    }

    private static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException("read " + file, failure);
        }
    }

    private static String classOf(String test) {
        return test.replaceFirst("\\..*", "");
    }

    private static String methodOf(String test) {
        return test.contains(".") ? "void " + test.replaceFirst(".*\\.", "") + "(" : "";
    }
}
