package io.amqpjms.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/ENGINE.md} has every name of the manual; each name of Java on it exists, and each block stands, but for white space,
 * in a test that runs it.
 */
class EnginePageTest {
    private static final Path PAGE = Path.of("../docs/ENGINE.md");
    private static final Path TESTS = Path.of("src/test/java/io/amqpjms/engine");
    private static final List<Path> SNIPPETS =
            List.of(TESTS.resolve("ManualIT.java"), TESTS.resolve("security/KerberosIT.java"));
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern MEMBER = Pattern.compile("`(?:new )?([A-Z]\\w+)\\.(\\w+)");

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

    @Test
    void everyNameOfTheManualStandsOnThePage() throws IOException {
        String page = Files.readString(PAGE);
        List<String> names = Files.readAllLines(Path.of("src/test/resources/manual-names.txt"));
        assertThat(names.stream().filter(name -> !name.startsWith("#")))
                .hasSizeGreaterThan(50)
                .allSatisfy(name -> assertThat(page).containsPattern("[`\\s]" + Pattern.quote(name) + "[`=,\\s]"));
    }

    @Test
    void everyMemberOnThePageIsThere() throws Exception {
        Matcher member = MEMBER.matcher(Files.readString(PAGE));
        int found = 0;
        while (member.find()) {
            assertThat(namesIn(member.group(1))).as(member.group()).contains(member.group(2));
            found++;
        }
        assertThat(found).isGreaterThan(60);
    }

    private static Set<String> namesIn(String type) throws ClassNotFoundException {
        Class<?> found = Class.forName(
                type.equals("AmqpMessage") ? "io.amqpjms.engine.message." + type : "io.amqpjms.engine." + type);
        Set<String> names = new HashSet<>();
        for (Method method : found.getMethods()) {
            names.add(method.getName());
        }
        for (Class<?> nested : found.getClasses()) {
            names.add(nested.getSimpleName());
        }
        for (Field field : found.getFields()) {
            names.add(field.getName());
        }
        return names;
    }
}
