package io.amqpjms.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each Java block of {@code docs/ENGINE.md} stands, but for white space, in a test that runs it. */
class EnginePageTest {
    private static final Path PAGE = Path.of("../docs/ENGINE.md");
    private static final Path TESTS = Path.of("src/test/java/io/amqpjms/engine");
    private static final List<Path> SNIPPETS =
            List.of(TESTS.resolve("ManualIT.java"), TESTS.resolve("security/KerberosIT.java"));
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private static String withoutSpace(String code) {
        return code.replaceAll("\\s", "");
    }

    @Test
    void everyBlockIsRunByATest() throws IOException {
        StringBuilder code = new StringBuilder();
        for (Path test : SNIPPETS) {
            code.append(withoutSpace(Files.readString(test)));
        }
        String tests = code.toString();
        List<String> blocks = BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map(MatchResult::group)
                .map(block -> block.replace("```java", "").replace("```", ""))
                .toList();
        assertThat(blocks)
                .hasSizeGreaterThan(5)
                .allSatisfy(block -> assertThat(tests).contains(withoutSpace(block)));
    }
}
