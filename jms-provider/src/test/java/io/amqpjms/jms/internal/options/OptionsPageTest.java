package io.amqpjms.jms.internal.options;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsPageTest {
    private static final Pattern NAMED =
            Pattern.compile("`((?:jms|amqp|transport|sasl|failover)\\.[\\w.]+)(?:=[^`]*)?`");

    @Test
    void pageShowsTheTable() throws Exception {
        new Page("OPTIONS.md").shows(generated());
    }

    @ParameterizedTest
    @MethodSource("io.amqpjms.jms.internal.options.OptionTable#all")
    void everyOptionIsOnThePage(Option<?> option) {
        assertThat(generated()).contains("\n| `" + option + "` |");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GUIDE.md", "TROUBLESHOOTING.md", "ERRORS.md", "BROKERS.md", "RELIABILITY.md"})
    void everyOptionThatAPageNamesIsKnown(String page) throws IOException {
        List<String> named = NAMED.matcher(Files.readString(Path.of("..", "docs", page)))
                .results()
                .map(option -> option.group(1))
                .toList();
        assertThat(named)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(OptionTable.find(name)).as(name).isNotNull());
    }

    @ParameterizedTest
    @MethodSource("io.amqpjms.jms.internal.options.OptionTable#all")
    void everyOptionHasASentence(Option<?> option) {
        assertThat(option.sentence()).matches("[A-Z].*\\.");
        if (option.support().state() != Support.State.WORKS) {
            assertThat(option.support().reason()).matches("[A-Z].*\\.");
        }
    }

    private static String generated() {
        StringBuilder page = new StringBuilder();
        section(page, "jms: connections, sessions, producers, consumers", JmsOptions.all());
        section(page, "jms: policies", PolicyOptions.all());
        section(page, "failover: which broker next, and when", FailoverOptions.all());
        section(page, "amqp: the protocol", AmqpOptions.all());
        section(page, "amqp: what a broker may do", LimitOptions.all());
        section(page, "amqp: credentials that are fetched", CredentialOptions.all());
        section(page, "transport: the socket", TransportOptions.all());
        section(page, "transport: TLS", TlsOptions.all());
        page.append(
                        "\n## Without effect\n\nAccepted so that a program can move here unchanged. Setting one to something else")
                .append(" than its default is logged once as a warning.\n\n");
        table(page, "What it is elsewhere | Why it has no effect", Support.State.NO_EFFECT, OptionTable.all());
        page.append("\n## Refused\n\nKnown, but ignoring it would do harm. Its default is accepted.\n\n");
        table(page, "What it is elsewhere | Why it is refused", Support.State.REFUSED, OptionTable.all());
        return page.append('\n').toString();
    }

    private static void section(StringBuilder page, String title, List<Option<?>> options) {
        page.append("\n## `").append(title.replaceFirst(":", ".`")).append("\n\n");
        table(page, "What it does", Support.State.WORKS, options);
    }

    private static void table(StringBuilder page, String lastHead, Support.State state, List<Option<?>> options) {
        boolean works = state == Support.State.WORKS;
        page.append("| Option | Takes | Default | ").append(lastHead).append(" |\n");
        page.append("| --- | --- | --- | --- |").append(works ? "" : " --- |").append('\n');
        Function<Option<?>, String> reason =
                option -> works ? "" : " | " + option.support().reason();
        page.append(options.stream()
                .filter(option -> option.support().state() == state)
                .map(option -> "| `" + option + "` | " + takes(option.kind()) + " | " + byDefault(option) + " | "
                        + option.sentence() + reason.apply(option) + " |\n")
                .collect(joining()));
    }

    private static String takes(Kind<?> kind) {
        return switch (kind.type()) {
            case "text", "secret" -> kind.type();
            case "switch" -> "true, false";
            case "duration" -> kind.range().contains("-1") ? "timeout" : "duration";
            case "list" -> "list";
            default -> kind.range();
        };
    }

    private static String byDefault(Option<?> option) {
        String text = option.byDefault().text();
        return text == null ? "" : text.isEmpty() ? "(empty)" : "`" + text + "`";
    }
}
