package io.amqpjms.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No Java on a page that nothing compiles: each block is a whole file, which is compiled here, or it stands, but for white space, in
 * a test or an example.
 */
class JavaBlocksTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```java\\n(.*?)^ *```$");
    private static final Pattern WHOLE = Pattern.compile("(?m)^public (?:final )?(?:class|record|interface) (\\w+)");

    @TempDir
    Path classes;

    static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyBlockIsCompiled(Path page) throws IOException {
        List<String> compiled = compiledSources();
        for (String block : blocks(page)) {
            MatchResult whole = WHOLE.matcher(block).results().findFirst().orElse(null);
            if (whole != null && block.stripLeading().startsWith("import ")) {
                assertCompiles(whole.group(1), block);
            } else {
                assertThat(compiled)
                        .as("a test or example with this block of %s:%n%s", page.getFileName(), block)
                        .anySatisfy(source -> assertThat(source).contains(withoutSpace(block)));
            }
        }
    }

    @Test
    void blocksAreFound() throws IOException {
        int found = 0;
        for (Path page : pages()) {
            found += blocks(page).size();
        }
        assertThat(found).isGreaterThan(30);
    }

    private static List<String> blocks(Path page) throws IOException {
        return BLOCK.matcher(Files.readString(page))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static List<String> compiledSources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/test/java/")
                            || file.toString().matches(".*/examples/(?:.*/)?src/main/java/.*"))
                    .map(JavaBlocksTest::text)
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return withoutSpace(Files.readString(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String withoutSpace(String code) {
        return code.replaceAll("\\s", "");
    }

    private void assertCompiles(String name, String code) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("page:/" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return code;
                    }
                };
        List<String> options =
                List.of("-d", classes.toString(), "-classpath", System.getProperty("java.class.path"), "-Xlint:all");
        boolean compiles = compiler.getTask(complaints, null, null, options, null, List.of(source))
                .call();
        assertThat(compiles).as("%s compiles: %s", name, complaints).isTrue();
    }
}
