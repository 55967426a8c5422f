package io.amqpjms.jms;

import static org.assertj.core.api.Assertions.assertThat;

import io.amqpjms.engine.ConnectionOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps {@code docs/SECURITY-GUIDE.md} honest: its Java is run by a test, its files can be read. */
class SecurityPageTest {

    private static final Path PAGE = Path.of("../docs/SECURITY-GUIDE.md");
    private static final Path SNIPPETS = Path.of("src/test/java/io/amqpjms/jms/SecurityGuideIT.java");
    private static final Pattern OPTION = Pattern.compile("`((?:jms|amqp|transport|sasl)\\.[\\w.]+)(?:=[^`]*)?`");

    @TempDir
    Path directory;

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static String withoutSpace(String code) {
        return code.replaceAll("\\s", "");
    }

    @Test
    void everyJavaBlockIsRunByATest() throws IOException {
        String tests = withoutSpace(Files.readString(SNIPPETS));
        assertThat(blocks("java"))
                .hasSizeGreaterThan(6)
                .allSatisfy(block -> assertThat(tests).contains(withoutSpace(block)));
    }

    @Test
    void everyConnectionFileCanBeRead() throws IOException {
        assertThat(blocks("json")).isNotEmpty().allSatisfy(block -> {
            Path file = Files.writeString(directory.resolve("connect.json"), block);
            assertThat(ConnectionOptions.fromConnectFile(file).build().host()).isEqualTo("example.com");
        });
    }

    @Test
    void everyOptionThatIsNamedIsThere() throws IOException {
        List<String> known = Pattern.compile("(?m)^\\| `([^`]+)` \\|")
                .matcher(Files.readString(Path.of("../docs/OPTIONS.md")))
                .results()
                .map(row -> row.group(1))
                .toList();
        List<String> named = OPTION.matcher(Files.readString(PAGE))
                .results()
                .map(option -> option.group(1))
                .distinct()
                .toList();
        assertThat(named)
                .hasSizeGreaterThan(10)
                .allSatisfy(option -> assertThat(option).isIn(known));
    }
}
