package io.amqpjms.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What holds for every command, and what the page says of them. */
class CommandsTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "TOOL.md");

    private static CommandLine tool() {
        return Tool.commandLine(new Surroundings(InputStream.nullInputStream(), Map.of(), false));
    }

    static List<String> commands() {
        return tool().getSubcommands().keySet().stream()
                .filter(name -> !name.equals("generate-completion"))
                .toList();
    }

    private static List<String> optionsOf(String command) {
        return tool().getSubcommands().get(command).getCommandSpec().options().stream()
                .map(CommandLine.Model.OptionSpec::longestName)
                .filter(name -> !List.of("--help", "--version").contains(name))
                .sorted()
                .toList();
    }

    /** What the page says under the heading of this name. */
    private static String section(String heading) throws IOException {
        Matcher found =
                Pattern.compile("(?ms)^## " + heading + "$(.*?)(?=^## |\\z)").matcher(Files.readString(PAGE));
        assertThat(found.find()).as("section %s of the page", heading).isTrue();
        return found.group(1);
    }

    private static List<String> optionsIn(String text) {
        return text.lines()
                .filter(line -> line.startsWith("| `--"))
                .map(line -> line.substring(0, line.indexOf('|', 1)))
                .flatMap(cell -> Arrays.stream(cell.split("`")))
                .filter(word -> word.startsWith("--"))
                .map(word -> word.replaceAll(" .*", ""))
                .toList();
    }

    @Test
    void thereAreAsManyCommandsAsThePageHas() {
        assertThat(commands())
                .containsExactlyInAnyOrder("doctor", "send", "receive", "browse", "request", "bench", "demo");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void pageListsTheOptionsOfACommandAndNoOthers(String command) throws IOException {
        List<String> shared = optionsIn(section("What all commands have"));
        List<String> own = optionsIn(section(command));
        assertThat(optionsOf(command)).containsAll(own).isNotEmpty();
        assertThat(optionsOf(command).stream().filter(name -> !own.contains(name)))
                .as("options that only the common table may have")
                .isSubsetOf(shared);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpTellsTheExitCodes(String command) {
        assertThat(Run.of(command, "--help").printed()).contains("Exit codes:", "2 ", "the command line is wrong");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void unknownOptionIsAMistake(String command) {
        assertThat(Run.of(command, "amqp://localhost", "q", "x", "--no-such-thing")
                        .ending(2)
                        .err())
                .contains("--no-such-thing", "-> amqp-jms " + command + " --help")
                .satisfies(told -> assertThat(told.lines()).hasSizeLessThanOrEqualTo(3));
    }

    @ParameterizedTest
    @CsvSource({
        "send amqp://localhost:1 q x --count=0, --count must be at least 1",
        "send amqp://localhost:1 q x --count=-3, --count must be at least 1",
        "browse amqp://localhost:1 q --count=-1, --count must be at least 0",
        "receive amqp://localhost:1 q --count=-1, --count must be at least 0",
        "doctor amqp://localhost:1 --timeout=0, --timeout must be at least 1",
        "doctor amqp://localhost:1 --timeout=-5, --timeout must be at least 1",
        "doctor amqp://localhost:1?transport.trustStoreLocation=ca.pem, no options"
    })
    void whatCannotBeIsAMistake(String commandLine, String told) {
        assertThat(Run.of(commandLine.split(" ")).ending(2).err()).contains(told);
    }

    @Test
    void commonTableOfThePageHasNoOptionThatIsNotThere() throws IOException {
        List<String> all = commands().stream()
                .flatMap(command -> optionsOf(command).stream())
                .toList();
        assertThat(all).containsAll(optionsIn(section("What all commands have")));
    }

    @Test
    void completionKnowsAllCommands() {
        assertThat(Run.of("generate-completion").printed()).contains(commands()).contains("--reply-to", "--selector");
    }

    @Test
    void withoutACommandTheCommandsAreShown() {
        assertThat(Run.of().ending(2).err()).contains(commands());
    }
}
